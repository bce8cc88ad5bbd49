/** What the roles of Azure can do, as tiers beside those of the directory (azure.md §3.4, §3.5). */
import type { AzureRoleDefinition } from '#model/records/azure-role-definitions.ts'
import type { Tier } from './roles/tiers.ts'

export interface AzureRole {
  /** The GUID at the end of its path: it is written with and without a subscription in front. */
  readonly id: string
  readonly name: string
  /** Whether it lets its holder give roles away, write, or only read; `unknown` for a role that was not read. */
  readonly reach: 'assigns' | 'writes' | 'reads' | 'unknown'
}

/** Roles that every tenant has, for where the definitions were not read. */
const BUILT_IN: Readonly<Record<string, Pick<AzureRole, 'name' | 'reach'>>> = {
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': { name: 'Owner', reach: 'assigns' },
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': { name: 'User Access Administrator', reach: 'assigns' },
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': {
    name: 'Role Based Access Control Administrator',
    reach: 'assigns',
  },
  'b24988ac-6180-42a0-ab88-20f7382dd24c': { name: 'Contributor', reach: 'writes' },
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': { name: 'Reader', reach: 'reads' },
}

/** Resolves role ids to what the roles can do. */
export function azureRoles(definitions: readonly AzureRoleDefinition[]): (roleId: string) => AzureRole {
  const byId = new Map(definitions.map((definition) => [definition.id.toLowerCase(), definition]))
  return (roleId) => {
    const id = roleId.toLowerCase()
    const definition = byId.get(id)
    if (definition === undefined) return { id, name: `role ${id}`, reach: 'unknown', ...BUILT_IN[id] }
    return { id, name: definition.roleName ?? BUILT_IN[id]?.name ?? `role ${id}`, reach: reachOf(definition) }
  }
}

/**
 * Who may give roles away above or at the root or a management group reaches every subscription below; in one
 * subscription it is the subscription that is lost, not the tenant.
 */
export function azureTier({ reach }: AzureRole, scope: string): Tier {
  if (reach === 'assigns') return isAboveSubscriptions(scope) ? 'tier0' : 'privileged'
  if (reach === 'writes') return 'privileged'
  return reach === 'reads' ? 'other' : 'unknown'
}

/** True for the root and for management groups. */
export function isAboveSubscriptions(scope: string): boolean {
  return scope === '/' || scope.toLowerCase().startsWith('/providers/microsoft.management/managementgroups/')
}

const ASSIGNS = 'microsoft.authorization/roleassignments/write'

function reachOf({ permissions }: AzureRoleDefinition): AzureRole['reach'] {
  if (!permissions) return 'unknown'
  if (permissions.some((one) => allows(one, ASSIGNS))) return 'assigns'
  const actions = permissions.flatMap(({ actions: listed, dataActions }) => [
    ...(listed ?? []),
    ...(dataActions ?? []),
  ])
  return actions.every((action) => /\/read$/i.test(action)) ? 'reads' : 'writes'
}

type Permission = NonNullable<AzureRoleDefinition['permissions']>[number]

/** An action is allowed where a pattern of `actions` fits and none of `notActions` does. */
function allows({ actions, notActions }: Permission, action: string): boolean {
  const fits = (pattern: string) => patternOf(pattern).test(action)
  return (actions ?? []).some(fits) && !(notActions ?? []).some(fits)
}

function patternOf(pattern: string): RegExp {
  const literal = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${literal.join('.*')}$`, 'i')
}
