import { directMembers, type MemberList, transitiveMembers } from '../../estate/members.ts'
import type { Group, Item } from '../../estate/types.ts'
import { notFound } from '../errors.ts'
import { type Call, collection, entity, type Route } from '../route.ts'
import type { EntityType } from '../select.ts'
import { fromList, type Source } from '../source.ts'
import { directoryObject } from './directory-objects.ts'
import { expandOwners, ownersOf } from './owners.ts'

const memberTypes: readonly EntityType[] = ['v1.group', 'v1.user', 'v1.servicePrincipal']

/** A partner's group is not in this tenant: it is as unknown here as a deleted one. */
function group(call: Call): Group {
  const id = call.parameter('id').toLowerCase()
  const found = call.state.estate.groups.find((one) => one.group.id === id)
  if (!found) throw notFound(id)
  return found
}

function members(call: Call, found: MemberList): Source {
  return {
    length: found.length,
    at: (position) => {
      const member = found.at(position)
      return member && directoryObject(call, member)
    },
  }
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
    expansions: [expandOwners],
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
    template: '/v1.0/groups/{id}/owners',
    context: 'directoryObjects',
    types: memberTypes,
    units: 1,
    read: (call) => fromList(ownersOf(call, group(call).group.id)),
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
