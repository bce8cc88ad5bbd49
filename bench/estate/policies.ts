/** Conditional Access policies as Graph gives them, a few hundred of every kind. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { NamedLocation } from '#model/records/named-locations.ts'
import type { Chance } from './random.ts'

/** What a policy can name. */
export interface Nameable {
  readonly accounts: readonly string[]
  readonly groups: readonly string[]
  readonly roles: readonly string[]
  readonly locations: readonly string[]
  readonly applications: readonly [string, ...string[]]
}

/**
 * One policy: a third are for everybody, the others for groups, guests, roles or people. All have exclusions, of which
 * the first groups are common ones, as tenants have them. Few are for everybody and every application.
 */
export function policyOf(id: string, chance: Chance, nameable: Nameable): ConditionalAccessPolicy {
  const forLegacy = chance.next() < 0.2
  const grant = grantOf(chance, forLegacy)
  const users = usersOf(chance, nameable)
  const isForEvery = chance.next() < (users.includeUsers?.includes('All') ? 0.05 : 0.5)
  return {
    id,
    displayName: `Policy ${id.slice(0, 8)}`,
    state: chance.next() < 0.8 ? 'enabled' : chance.pick(['enabledForReportingButNotEnforced', 'disabled']),
    conditions: {
      users,
      applications: applicationsOf(chance, nameable, isForEvery),
      clientAppTypes: forLegacy ? ['exchangeActiveSync', 'other'] : ['all'],
      platforms: chance.next() < 0.1 ? { includePlatforms: ['android', 'iOS'], excludePlatforms: [] } : null,
      locations: locationsOf(chance, nameable),
      userRiskLevels: [],
      signInRiskLevels: chance.next() < 0.05 ? ['high'] : [],
    },
    grantControls: { operator: 'OR', builtInControls: [grant], termsOfUse: [] },
    sessionControls: null,
  }
}

/** Groups that are left out of most policies. */
const COMMON = 3

type Users = NonNullable<NonNullable<ConditionalAccessPolicy['conditions']>['users']>

function usersOf(chance: Chance, { accounts, groups, roles }: Nameable): Users {
  const some = (list: readonly string[], least: number, more: number) =>
    chance.many(least + chance.below(more), () => list[chance.below(list.length)] ?? '')
  const kind = chance.next()
  const guests = { guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest,b2bCollaborationMember' }
  return {
    includeUsers: kind < 0.35 ? ['All'] : kind > 0.9 ? some(accounts, 5, 20) : [],
    includeGroups: kind >= 0.4 ? some(groups, 1, 6) : [],
    includeRoles: chance.next() < 0.15 ? some(roles, 1, 14) : [],
    includeGuestsOrExternalUsers: kind >= 0.35 && kind < 0.4 ? guests : null,
    excludeUsers: some(accounts, 1, 4),
    excludeGroups: [...some(groups.slice(0, COMMON), 1, 2), ...some(groups, 1, 2)],
    excludeRoles: chance.next() < 0.1 ? some(roles, 1, 1) : [],
    excludeGuestsOrExternalUsers: null,
  }
}

function applicationsOf(chance: Chance, { applications }: Nameable, isForEvery: boolean) {
  const some = () => chance.many(1 + chance.below(2), () => chance.pick(applications))
  return {
    includeApplications: isForEvery ? ['All'] : some(),
    excludeApplications: [],
    includeUserActions: [],
  }
}

function locationsOf(chance: Chance, { locations }: Nameable) {
  if (chance.next() >= 0.1) return null
  return {
    includeLocations: ['All'],
    excludeLocations: [locations[chance.below(locations.length)] ?? 'AllTrusted'],
  }
}

type Grant = 'mfa' | 'block' | 'compliantDevice'

function grantOf(chance: Chance, forLegacy: boolean): Grant {
  if (forLegacy) return 'block'
  return chance.next() < 0.8 ? 'mfa' : chance.pick<Grant>(['block', 'compliantDevice'])
}

/** Offices with an address range of their own. */
export function locationOf(id: string, index: number): NamedLocation {
  return {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id,
    displayName: `Office ${index}`,
    isTrusted: index % 2 === 0,
    ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: `203.0.${index}.0/24` }],
  }
}
