import type { Item } from '../../estate/types.ts'
import { notFound } from '../errors.ts'
import { type Call, collection, type Route } from '../route.ts'
import { fromList, type Source } from '../source.ts'
import { expandOwners, ownersOf } from './owners.ts'

const same = (one: unknown, other: string): boolean => String(one).toLowerCase() === other.toLowerCase()

function byId(items: readonly Item[], id: string): Item {
  const found = items.find((item) => same(item['id'], id))
  if (!found) throw notFound(id)
  return found
}

function byAppId(items: readonly Item[], appId: string): Item {
  const found = items.find((item) => same(item['appId'], appId))
  if (!found) throw notFound(appId)
  return found
}

function owners(call: Call, items: readonly Item[]): Source {
  return fromList(ownersOf(call, String(byId(items, call.parameter('id'))['id'])))
}

function grantsOn(call: Call, resource: Item): Source {
  return fromList(
    call.state.estate.appRoleAssignments.filter(({ resourceId }) => resourceId === resource['id']),
  )
}

const principals = ({ state }: Call): readonly Item[] => state.estate.servicePrincipals
const applications = ({ state }: Call): readonly Item[] => state.estate.applications

const grants = {
  context: 'appRoleAssignments',
  types: ['v1.appRoleAssignment'],
} as const

const owned = {
  context: 'directoryObjects',
  types: ['v1.user', 'v1.servicePrincipal'],
  units: 1,
} as const

// The service returns it and sensible tools select it, but the v1.0 metadata does not have it (section b.6).
const createdDateTime = { undocumented: () => ['createdDateTime'] }

const byAppIdFilter = {
  form: /^appId eq '([0-9a-fA-F-]{36})'$/,
  keep:
    ([, appId = '']: RegExpExecArray) =>
    (item: Item): boolean =>
      same(item['appId'], appId),
}

export const applicationRoutes: readonly Route[] = [
  collection({
    template: '/v1.0/applications',
    context: 'applications',
    types: ['v1.application'],
    units: 2,
    expansions: [expandOwners],
    filters: [byAppIdFilter],
    read: (call) => fromList(applications(call)),
  }),
  collection({
    template: '/v1.0/applications/{id}/owners',
    ...owned,
    read: (call) => owners(call, applications(call)),
  }),
  collection({
    template: '/v1.0/servicePrincipals',
    context: 'servicePrincipals',
    types: ['v1.servicePrincipal'],
    units: 1,
    expansions: [expandOwners],
    filters: [byAppIdFilter],
    ...createdDateTime,
    read: (call) => fromList(principals(call)),
  }),
  collection({
    template: '/v1.0/servicePrincipals/{id}/owners',
    ...owned,
    read: (call) => owners(call, principals(call)),
  }),
  collection({
    template: "/v1.0/servicePrincipals(appId='{appId}')/appRoleAssignedTo",
    ...grants,
    units: 2,
    read: (call) => grantsOn(call, byAppId(principals(call), call.parameter('appId'))),
  }),
  collection({
    template: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo',
    ...grants,
    units: 2,
    read: (call) => grantsOn(call, byId(principals(call), call.parameter('id'))),
  }),
  collection({
    template: '/v1.0/servicePrincipals/{id}/appRoleAssignments',
    ...grants,
    units: 2,
    read: (call) => {
      const { id } = byId(principals(call), call.parameter('id'))
      return fromList(call.state.estate.appRoleAssignments.filter(({ principalId }) => principalId === id))
    },
  }),
  collection({
    template: '/v1.0/oauth2PermissionGrants',
    context: 'oauth2PermissionGrants',
    types: ['v1.oAuth2PermissionGrant'],
    units: 2,
    read: ({ state }) => fromList(state.estate.oauth2PermissionGrants),
  }),
]
