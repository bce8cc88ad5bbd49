import type { Item, Member } from '../../estate/types.ts'
import { isAllowed } from '../../permissions.ts'
import type { Call } from '../route.ts'
import { defaultUserFields } from './users.ts'

/** A member as a directory object: typed, and in full only if its own kind may be read. */
export function directoryObject(call: Call, member: Member): Item {
  const type = { '@odata.type': `#microsoft.graph.${member.kind}` }
  if (!mayRead(call, member)) return { ...type, id: member.id }
  return { ...type, ...(lookUp(call, member) ?? { id: member.id }) }
}

/**
 * Microsoft documents that members of a kind which the caller may not read still appear, with type and id only
 * (learn.microsoft.com/graph/permissions-overview, "limited information returned for inaccessible member objects").
 */
function mayRead({ granted }: Call, { kind }: Member): boolean {
  return kind !== 'user' || isAllowed('/v1.0/users', granted)
}

function lookUp({ state: { estate }, query }: Call, { kind, id }: Member): Item | undefined {
  if (kind === 'group') return estate.groups.find(({ group }) => group.id === id)?.group
  if (kind === 'servicePrincipal') return estate.servicePrincipals.find((one) => one['id'] === id)
  const user = estate.accounts.find(id)?.user
  if (!user || query.select) return user
  return Object.fromEntries(defaultUserFields.map((field) => [field, user[field]]))
}
