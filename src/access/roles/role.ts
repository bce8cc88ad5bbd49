import type { RoleDefinition } from '#model/records/role-definitions.ts'
import type { Ternary } from '../ternary.ts'
import { builtInNameOf, type Tier, tierOf } from './tiers.ts'

/** A directory role as everything else in this room speaks of it. */
export interface Role {
  readonly templateId: string
  readonly name: string
  readonly tier: Tier
  /** Conditional Access knows built-in roles only (identity.md §a.3). */
  readonly builtIn: Ternary
}

/**
 * Resolves the ids that assignments carry. For built-in roles definition id and template id are the same, so a
 * role whose definition was not read is still known by Microsoft's published table.
 */
export function roleResolver(definitions: readonly RoleDefinition[]): (roleDefinitionId: string) => Role {
  const byId = new Map(definitions.map((definition) => [definition.id.toLowerCase(), definition]))
  const resolved = new Map<string, Role>()
  return (roleDefinitionId) => {
    const id = roleDefinitionId.toLowerCase()
    const role = resolved.get(id) ?? roleOf(id, byId.get(id))
    resolved.set(id, role)
    return role
  }
}

function roleOf(id: string, definition: RoleDefinition | undefined): Role {
  const templateId = definition?.templateId?.toLowerCase() ?? id
  const name = definition?.displayName ?? builtInNameOf(templateId) ?? `role ${templateId}`
  const tier = tierOf(templateId, definition?.isPrivileged)
  return { templateId, name, tier, builtIn: isBuiltIn(templateId, definition) }
}

/** What the definition says; without it, Microsoft's published table. A role of neither may be a new one. */
function isBuiltIn(templateId: string, definition: RoleDefinition | undefined): Ternary {
  if (definition?.isBuiltIn === false) return 'no'
  return definition?.isBuiltIn === true || builtInNameOf(templateId) !== undefined ? 'yes' : 'maybe'
}
