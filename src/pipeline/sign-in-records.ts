/** The records that decide sign-ins, and how much of them was read. */
import type { CoverageOptions } from '#access/sign-ins/coverage.ts'
import type { Names } from '#access/sign-ins/gaps.ts'
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Facts } from './judge.ts'

export const signInDatasets = [
  'users',
  'conditionalAccessPolicies',
  'authenticationStrengthPolicies',
  'namedLocations',
  'identitySecurityDefaultsEnforcementPolicy',
  'perUserMfaStates',
  'groups',
  'groupMembers',
  'roleAssignments',
  'roleDefinitions',
  'organization',
  'userRegistrationDetails',
  'authenticationMethods',
] as const satisfies readonly DatasetName[]

/** What was not read of the datasets that decide sign-ins, a sentence each. */
export function unreadOf(facts: Pick<Facts, 'coverage'>): readonly string[] {
  return signInDatasets.flatMap((name) => gapOf(name, facts.coverage(name)) ?? [])
}

/** The records that decide sign-ins. */
export function signInRecords(facts: Facts) {
  return {
    users: facts.records('users'),
    conditionalAccessPolicies: facts.records('conditionalAccessPolicies'),
    authenticationStrengthPolicies: facts.records('authenticationStrengthPolicies'),
    namedLocations: facts.records('namedLocations'),
    identitySecurityDefaultsEnforcementPolicy: facts.records('identitySecurityDefaultsEnforcementPolicy'),
    perUserMfaStates: facts.records('perUserMfaStates'),
    groupMembers: facts.records('groupMembers'),
    roleAssignments: facts.records('roleAssignments'),
    roleDefinitions: facts.records('roleDefinitions'),
    organization: facts.records('organization'),
  }
}

/** Without the licence there is no Conditional Access, so that nothing of it was missed (identity.md §a.2). */
export function wholeness(facts: Pick<Facts, 'coverage'>): CoverageOptions {
  return {
    policiesAreWhole: isWhole(facts, 'conditionalAccessPolicies'),
    rolesAreWhole: isWhole(facts, 'roleAssignments'),
    locationsAreWhole: isWhole(facts, 'namedLocations'),
  }
}

/** Read to its end, or not licensed, which leaves nothing to read. */
export function isWhole(facts: Pick<Facts, 'coverage'>, name: DatasetName): boolean {
  return ['complete', 'unlicensed'].includes(facts.coverage(name).state)
}

/** What people call the groups and locations that policies name by id. */
export function namesOf(facts: Facts): Names {
  const index = (name: 'groups' | 'namedLocations') =>
    new Map(facts.records(name).map(({ id, displayName }) => [id.toLowerCase(), displayName ?? undefined]))
  const groups = index('groups')
  const locations = index('namedLocations')
  return { group: (id) => groups.get(id.toLowerCase()), location: (id) => locations.get(id.toLowerCase()) }
}
