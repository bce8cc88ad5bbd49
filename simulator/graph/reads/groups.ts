import { directMembers, transitiveMembers } from '../../estate/groups.ts'
import type { Group, Item, Member } from '../../estate/types.ts'
import { isAllowed } from '../../permissions.ts'
import { notFound } from '../errors.ts'
import { type Call, collection, entity, type Route } from '../route.ts'
import type { EntityType } from '../select.ts'
import { fromList, type Source } from '../source.ts'
import { defaultUserFields } from './users.ts'

const memberTypes: readonly EntityType[] = ['v1.group', 'v1.user', 'v1.servicePrincipal']

/** A partner's group is not in this tenant: it is as unknown here as a deleted one. */
function group(call: Call): Group {
  const id = call.parameter('id').toLowerCase()
  const found = call.state.estate.groups.find((one) => one.group.id === id)
  if (!found) throw notFound(id)
  return found
}

function members(call: Call, found: readonly Member[]): Source {
  return { length: found.length, at: (position) => found[position] && directoryObject(call, found[position]) }
}

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

function isOneOf(quoted: string): (item: Item) => boolean {
  const ids = new Set(quoted.toLowerCase().replaceAll("'", '').split(','))
  return (item) => ids.has(String(item['id']))
}

export const groupRoutes: readonly Route[] = [
  collection({
    template: '/v1.0/groups',
    context: 'groups',
    types: ['v1.group'],
    units: 1,
    filters: [
      { form: /^isAssignableToRole eq true$/, keep: () => (item) => item['isAssignableToRole'] === true },
      // At most 15 values in a list (learn.microsoft.com/graph/filter-query-parameter).
      {
        form: /^id in \(('[0-9a-fA-F-]{36}'(?:,'[0-9a-fA-F-]{36}'){0,14})\)$/,
        keep: ([, ids = '']) => isOneOf(ids),
      },
    ],
    read: ({ state }) => fromList(state.estate.groups.map((one) => one.group)),
  }),
  entity({
    template: '/v1.0/groups/{id}',
    context: 'groups/$entity',
    types: ['v1.group'],
    units: 1,
    read: (call) => group(call).group,
  }),
  collection({
    template: '/v1.0/groups/{id}/members',
    context: 'directoryObjects',
    types: memberTypes,
    units: 3,
    read: (call) => members(call, directMembers(group(call), call.state.estate.accounts)),
  }),
  collection({
    template: '/v1.0/groups/{id}/transitiveMembers',
    context: 'directoryObjects',
    types: memberTypes,
    units: 5,
    read: (call) => members(call, transitiveMembers(group(call), call.state.estate)),
  }),
]
