import type { Item } from '../../estate/types.ts'
import { type Call, collection, entity, type Route } from '../route.ts'
import { fromList } from '../source.ts'

// The tenant of a test asks for its policies as one page, as every recorded list came.
const policyPageSize = 500

/** A tenant without P1 has no Conditional Access; the service then answers with an empty list (unverified, section a.2). */
function conditionalAccess({ state }: Call): readonly Item[] {
  return state.settings.licences.length > 0 ? state.estate.conditionalAccessPolicies : []
}

export const policyRoutes: readonly Route[] = [
  collection({
    template: '/v1.0/identity/conditionalAccess/policies',
    context: 'identity/conditionalAccess/policies',
    types: ['v1.conditionalAccessPolicy'],
    hasLateMembers: true,
    lane: 'conditionalAccess',
    pageSize: policyPageSize,
    read: (call) => fromList(conditionalAccess(call)),
  }),
  collection({
    template: '/v1.0/identity/conditionalAccess/namedLocations',
    context: 'identity/conditionalAccess/namedLocations',
    types: ['v1.namedLocation'],
    lane: 'conditionalAccess',
    pageSize: policyPageSize,
    read: ({ state }) => fromList(state.estate.namedLocations),
  }),
  collection({
    template: '/v1.0/policies/authenticationStrengthPolicies',
    context: 'policies/authenticationStrengthPolicies',
    types: ['v1.authenticationStrengthPolicy'],
    hasLateMembers: true,
    pageSize: policyPageSize,
    read: ({ state }) => fromList(state.estate.authenticationStrengthPolicies),
  }),
  entity({
    template: '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    context: 'policies/identitySecurityDefaultsEnforcementPolicy/$entity',
    types: ['v1.identitySecurityDefaultsEnforcementPolicy'],
    read: ({ state }) => state.estate.securityDefaults,
  }),
  entity({
    template: '/v1.0/policies/authenticationMethodsPolicy',
    context: 'authenticationMethodsPolicy',
    types: ['v1.authenticationMethodsPolicy'],
    read: ({ state }) => state.estate.authenticationMethodsPolicy,
  }),
]
