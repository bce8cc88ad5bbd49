import type { Resource } from '../../estate/azure/types.ts'
import { transitiveMembers } from '../../estate/members.ts'
import type { Item } from '../../estate/types.ts'
import { badFilter, unlicensed } from '../errors.ts'
import type { ArmCall, ArmRoute } from '../route.ts'
import { isBelow, subscriptionOf, withParents } from '../scope.ts'
import { demandSight, isSeen, seesRoot } from '../sight.ts'

const scopeOf = ({ properties }: Resource): string => String(properties['scope'])

/** What stands at a scope, above it and below it; at the root, what stands at the root. */
function around(call: ArmCall, all: readonly Resource[], action: string): readonly Resource[] {
  const scope = call.parameter('scope') || '/'
  const { state } = call
  if (scope === '/') return seesRoot(state) ? all.filter((one) => scopeOf(one) === '/') : []
  demandSight(state, scope, action)
  const above = withParents(scope, state.estate.azure)
  const found = all.filter((one) => {
    const own = scopeOf(one).toLowerCase()
    return above.includes(own) || isBelow(own, scope)
  })
  return found.filter((one) => maySee(call, scopeOf(one)))
}

/** Inherited assignments are shown to whoever reads the subscription, those of other subscriptions are not. */
function maySee({ state }: ArmCall, scope: string): boolean {
  const subscription = subscriptionOf(scope)
  return subscription === undefined || isSeen(state, subscription)
}

type Keep = (one: Resource) => boolean

/** The documented forms: at or above the scope, of one principal, or of one principal and its groups (section 3.2). */
function filterOf(call: ArmCall): Keep {
  const filter = call.query.get('$filter')?.trim()
  if (!filter) return () => true
  if (filter === 'atScope()') {
    const above = withParents(call.parameter('scope') || '/', call.state.estate.azure)
    return (one) => above.includes(scopeOf(one).toLowerCase())
  }
  const principal = /^principalId eq '([0-9a-fA-F-]{36})'$/.exec(filter)?.[1]?.toLowerCase()
  if (principal) return ({ properties }) => properties['principalId'] === principal
  const assigned = /^assignedTo\('([0-9a-fA-F-]{36})'\)$/.exec(filter)?.[1]?.toLowerCase()
  if (!assigned) throw badFilter(filter)
  const ids = [assigned, ...groupsOf(call, assigned)]
  return ({ properties }) => ids.includes(String(properties['principalId']))
}

function groupsOf({ state: { estate } }: ArmCall, id: string): readonly string[] {
  const holding = estate.groups.filter((group) => {
    const members = transitiveMembers(group, estate)
    for (let place = 0; place < members.length; place++) if (members.at(place)?.id === id) return true
    return false
  })
  return holding.map(({ group }) => group.id)
}

function delegations(call: ArmCall): readonly Item[] {
  const scope = call.parameter('scope')
  demandSight(call.state, scope, 'Microsoft.ManagedServices/registrationAssignments/read')
  const all = call.state.estate.azure.registrationAssignments.filter(({ id }) =>
    id.toLowerCase().startsWith(`${scope}/providers/microsoft.managedservices/`),
  )
  if (call.query.get('$expandRegistrationDefinition')?.toLowerCase() === 'true') return all
  return all.map((one) => {
    const { registrationDefinition: _left, ...properties } = one.properties
    return { ...one, properties }
  })
}

function definitions(call: ArmCall): readonly Item[] {
  return delegations({ ...call, query: new URLSearchParams({ $expandRegistrationDefinition: 'true' }) }).map(
    (one) => (one['properties'] as Item)['registrationDefinition'] as Item,
  )
}

const provider = 'Microsoft.Authorization'

export const authorizationRoutes: readonly ArmRoute[] = [
  {
    template: `{scope}/providers/${provider}/roleAssignments`,
    read: (call) =>
      around(call, call.state.estate.azure.roleAssignments, `${provider}/roleAssignments/read`).filter(
        filterOf(call),
      ),
  },
  {
    template: `{scope}/providers/${provider}/roleDefinitions`,
    read: ({ state }) => state.estate.azure.roleDefinitions,
  },
  {
    template: `{scope}/providers/${provider}/roleEligibilityScheduleInstances`,
    read: (call) => {
      if (!call.state.settings.licences.includes('p2')) throw unlicensed()
      const all = call.state.estate.azure.roleEligibilityScheduleInstances
      return around(call, all, `${provider}/roleEligibilityScheduleInstances/read`).filter(filterOf(call))
    },
  },
  {
    template: `/subscriptions/{subscription}/providers/${provider}/classicAdministrators`,
    read: (call) => {
      const scope = `/subscriptions/${call.parameter('subscription')}`
      demandSight(call.state, scope, `${provider}/classicAdministrators/read`)
      return call.state.estate.azure.classicAdministrators.filter(({ id }) => isBelow(id, scope))
    },
  },
  { template: '{scope}/providers/Microsoft.ManagedServices/registrationAssignments', read: delegations },
  { template: '{scope}/providers/Microsoft.ManagedServices/registrationDefinitions', read: definitions },
]
