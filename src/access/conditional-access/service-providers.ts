/**
 * People of service providers: they reach in with delegated rights, have no account here and so are in no list
 * (identity.md §0.1 fact 3). Policies are judged for one made-up person of each provider's tenant.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { CrossTenantAccessPolicyPartner } from '#model/records/cross-tenant-access.ts'
import type { User } from '#model/records/users.ts'
import { groupIndex } from '../groups.ts'
import { roleMemberships } from '../roles/memberships.ts'
import { allOf, anyOf, type Ternary } from '../ternary.ts'
import { type Directory, KNOWN_USERS } from './audience.ts'
import { guestMatch, type Home } from './guests.ts'
import { type GuestCondition, saysSomething, type UserConditions, unknownMembers } from './policy.ts'

/** A provider by its tenant; the last one stands for every tenant that is named nowhere. */
export type ServiceProvider = Home

/** Tenants that are marked as service providers or that a policy names as such, and any other. */
export function serviceProvidersIn(
  partners: readonly CrossTenantAccessPolicyPartner[],
  policies: readonly ConditionalAccessPolicy[],
): readonly ServiceProvider[] {
  const marked = partners.flatMap(({ tenantId, isServiceProvider }) => (isServiceProvider ? [tenantId] : []))
  const named = policies.flatMap(({ conditions }) => [
    ...tenantsOf(conditions?.users?.includeGuestsOrExternalUsers),
    ...tenantsOf(conditions?.users?.excludeGuestsOrExternalUsers),
  ])
  const ids = [...new Set([...marked, ...named].map((id) => id.toLowerCase()))].sort()
  return [...ids.map((tenantId) => ({ tenantId })), { tenantId: undefined }]
}

function tenantsOf(condition: GuestCondition | null | undefined): readonly string[] {
  const isForProviders = condition?.guestOrExternalUserTypes?.split(',').some((it) => it.trim() === TYPE)
  return isForProviders ? (condition?.externalTenants?.members ?? []) : []
}

const TYPE = 'serviceProvider'

/** The account that the policies of `policiesFor` are judged for. */
export const SOMEBODY: User = {
  id: 'somebody-of-a-service-provider',
  displayName: 'somebody of a service provider',
  accountEnabled: true,
  userType: 'Member',
}

/** Nobody of a provider is in a group or, as an account of this tenant, in a role. */
export const OUTSIDE: Directory = {
  groups: groupIndex([]),
  roles: roleMemberships({ accounts: new Map(), servicePrincipals: new Map(), foreign: [], unresolved: [] }),
}

/** The policies with user conditions that say of `SOMEBODY` what they say of a person of the provider. */
export function policiesFor(
  provider: ServiceProvider,
  policies: readonly ConditionalAccessPolicy[],
): readonly ConditionalAccessPolicy[] {
  return policies.map((policy) => {
    const users = policy.conditions?.users
    return users
      ? { ...policy, conditions: { ...policy.conditions, users: rewritten(users, provider) } }
      : policy
  })
}

function rewritten(users: UserConditions, provider: ServiceProvider): UserConditions {
  const isOpen = unknownMembers(users, KNOWN_USERS).length > 0
  const included = sideMatch(users, 'include', provider)
  const excluded = sideMatch(users, 'exclude', provider)
  if (included === 'no' && !isOpen) return { includeUsers: ['None'] }
  if (excluded === 'yes') return { includeUsers: ['All'], excludeUsers: ['All'] }
  const applies = allOf([included, excluded === 'no' ? 'yes' : 'maybe', isOpen ? 'maybe' : 'yes'])
  return applies === 'yes' ? { includeUsers: ['All'] } : { includeUsers: ['All'], undecided: true }
}

/**
 * Everybody means these people too (identity.md §a.3). Whether the roles that they hold by delegation count as roles
 * of a policy, and whether the older word for guests means them, Microsoft does not say.
 */
function sideMatch(users: UserConditions, side: 'include' | 'exclude', provider: ServiceProvider): Ternary {
  const words = (users[`${side}Users`] ?? []).map((word) => word.toLowerCase())
  if (words.includes('all')) return 'yes'
  const condition = users[`${side}GuestsOrExternalUsers`]
  return anyOf([
    words.includes('guestsorexternalusers') ? 'maybe' : 'no',
    users[`${side}Roles`]?.length ? 'maybe' : 'no',
    condition && saysSomething(condition) ? guestMatch(condition, [TYPE], provider) : 'no',
  ])
}
