/**
 * What is decided while something is unknown stays decided whatever the unknown turns out to be: random policies
 * over groups, roles and per-user states, some of them not read, then read in a random way.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { mfaRequirements } from '#access/sign-ins/requirement.ts'
import {
  aGroup,
  aGroupAssignment,
  anAccount,
  aPerUserMfaState,
  aPolicy,
  aRoleAssignment,
  CONTOSO,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  GLOBAL_ADMINISTRATOR,
  securityDefaults,
} from '../builders/index.ts'

const PEOPLE = ['ada', 'bob', 'eve']
const GROUPS = ['g1', 'g2', 'g3']
const ROLES = [GLOBAL_ADMINISTRATOR, DIRECTORY_SYNCHRONIZATION_ACCOUNTS]

const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 })
const users = fc.record({
  includeUsers: fc.constantFrom<string[]>(['All'], ['None'], [], ['ada']),
  excludeUsers: some(PEOPLE),
  includeGroups: some(GROUPS),
  excludeGroups: some(GROUPS),
  includeRoles: some(ROLES),
  excludeRoles: some(ROLES),
})
const policy = fc.record({
  users,
  state: fc.constantFrom('enabled', 'enabled', 'disabled'),
  builtInControls: fc.constantFrom<string[]>(
    ['mfa'],
    ['block'],
    ['mfa', 'compliantDevice'],
    ['compliantDevice'],
  ),
  operator: fc.constantFrom('AND', 'OR'),
  includeApplications: fc.constantFrom<string[]>(['All'], ['Office365']),
})
const world = fc.record({
  policies: fc.array(policy, { maxLength: 3 }),
  members: fc.record({ g1: some(PEOPLE), g2: some(PEOPLE), g3: some(PEOPLE) }),
  holders: some(['ada', 'bob', 'g1', 'g2']),
  defaults: fc.boolean(),
  perUser: fc.constantFrom('disabled', 'enforced'),
})
/** What of the world was not read. */
const gaps = fc.record({ groups: fc.subarray(GROUPS), defaults: fc.boolean(), perUser: fc.boolean() })

type World = typeof world extends fc.Arbitrary<infer T> ? T : never
type Gaps = typeof gaps extends fc.Arbitrary<infer T> ? T : never

function recordsOf(it: World, missing: Gaps) {
  const groups = GROUPS.filter((group) => !missing.groups.includes(group)) as (keyof World['members'])[]
  return {
    users: PEOPLE.map((id) => anAccount(id)),
    conditionalAccessPolicies: it.policies.map((each, index) =>
      aPolicy({
        id: `p${index}`,
        state: each.state,
        grantControls: { operator: each.operator, builtInControls: each.builtInControls },
        conditions: { users: each.users, applications: { includeApplications: each.includeApplications } },
      }),
    ),
    authenticationStrengthPolicies: [],
    namedLocations: [],
    organization: [],
    identitySecurityDefaultsEnforcementPolicy: missing.defaults ? [] : securityDefaults(it.defaults),
    perUserMfaStates: missing.perUser ? [] : PEOPLE.map((id) => aPerUserMfaState(id, it.perUser)),
    groupMembers: groups.map((group) => aGroup(group, it.members[group])),
    roleAssignments: it.holders.map((id) =>
      id.startsWith('g') ? aGroupAssignment(id) : aRoleAssignment(id),
    ),
  }
}

function verdictsOf(it: World, missing: Gaps): readonly string[] {
  const records = recordsOf(it, missing)
  const requirements = mfaRequirements(records, administration(records, CONTOSO))
  return records.users.map((account) => {
    const requirement = requirements.of(account)
    if ('covered' in requirement) return 'covered'
    return 'undecided' in requirement ? 'undecided' : 'uncovered'
  })
}

const NO_GAPS: Gaps = { groups: [], defaults: false, perUser: false }

it('never has to take back what it decided with gaps', () => {
  const property = fc.property(world, gaps, (tenant, missing) => {
    const before = verdictsOf(tenant, missing)
    const after = verdictsOf(tenant, NO_GAPS)

    expect(before.map((verdict, index) => (verdict === 'undecided' ? after[index] : verdict))).toEqual(after)
  })
  fc.assert(property, { numRuns: 5000 })
})
