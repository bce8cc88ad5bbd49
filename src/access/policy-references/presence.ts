import type { DatasetName } from '#model/datasets.ts'
import type { NamedLocation } from '#model/records/named-locations.ts'
import type { RoleDefinition } from '#model/records/role-definitions.ts'
import type { ServicePrincipal } from '#model/records/service-principals.ts'
import type { User } from '#model/records/users.ts'
import type { GroupIndex } from '../groups.ts'
import { builtInNameOf } from '../roles/tiers.ts'
import type { Ternary } from '../ternary.ts'
import type { Reference, ReferenceKind } from './references.ts'

export interface PresenceRecords {
  readonly users: readonly User[]
  readonly roleDefinitions: readonly RoleDefinition[]
  readonly namedLocations: readonly NamedLocation[]
  readonly servicePrincipals: readonly ServicePrincipal[]
}

/** Whether what a policy names is there. */
export interface Presence {
  isThere(reference: Reference): Ternary
}

/** Datasets in which a missing record says that something is gone; a group says it itself (identity.md §a.4 (4)). */
export const listedIn: Readonly<Record<ReferenceKind, DatasetName | undefined>> = {
  account: 'users',
  group: undefined,
  role: 'roleDefinitions',
  location: 'namedLocations',
  application: 'servicePrincipals',
}

/** Indexes what there is. */
export function presenceIn(records: PresenceRecords, groups: GroupIndex): Presence {
  const there: Readonly<Record<Exclude<ReferenceKind, 'group'>, ReadonlySet<string>>> = {
    account: lowerCased(records.users.map(({ id }) => id)),
    role: lowerCased(records.roleDefinitions.flatMap(({ id, templateId }) => [id, templateId ?? id])),
    location: lowerCased(records.namedLocations.map(({ id }) => id)),
    application: lowerCased(records.servicePrincipals.flatMap(({ appId }) => appId ?? [])),
  }
  return {
    isThere: ({ kind, id }) => {
      if (kind === 'group') return isGroupThere(groups, id)
      if (there[kind].has(id)) return 'yes'
      return isMicrosofts(kind, id) ? 'yes' : 'no'
    },
  }
}

const lowerCased = (ids: readonly string[]): ReadonlySet<string> => new Set(ids.map((id) => id.toLowerCase()))

/** A group that was asked for answers with members or 404; one that nobody asked for is not known. */
function isGroupThere(groups: GroupIndex, id: string): Ternary {
  if (!groups.has(id)) return 'maybe'
  return groups.membersOf(id).notFound ? 'no' : 'yes'
}

/**
 * Microsoft's own applications can be named before anybody in the tenant used them, and built-in roles exist without
 * a record: neither can be deleted.
 */
function isMicrosofts(kind: ReferenceKind, id: string): boolean {
  if (kind === 'role') return builtInNameOf(id) !== undefined
  return kind === 'application' && (/^0000000[0-9a-f]-0000-/.test(id) || OWN_APPLICATIONS.has(id))
}

/** Named by Microsoft's own policy templates (identity.md §a.3, §a.10). */
const OWN_APPLICATIONS = new Set([
  '797f4846-ba00-4fd7-ba43-dac1f8f63013', // Windows Azure Service Management API
  'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', // Azure portal
])
