/** Eligible administrators at both times: as they are, and with their roles activated. */
import { describe, expect, it } from 'vitest'
import { activatedVerdicts, bothEstates } from '#access/sign-ins/as-activated.ts'
import { everythingWasRead } from '#access/sign-ins/coverage.ts'
import {
  aGroup,
  anAccount,
  anEligibility,
  aPerUserMfaState,
  aPolicy,
  aRoleAssignment,
  builtInRoles,
  CONTOSO,
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  securityDefaults,
} from '../builders/index.ts'

type Users = NonNullable<NonNullable<NonNullable<Parameters<typeof aPolicy>[0]>['conditions']>['users']>
const people = [anAccount('ada'), anAccount('bob')]
const forRole = { includeRoles: [GLOBAL_ADMINISTRATOR] }

function verdicts(
  users: Users,
  eligible: readonly ReturnType<typeof anEligibility>[],
  changes: {
    readonly eligibilityIsWhole?: boolean
    readonly groups?: readonly ReturnType<typeof aGroup>[]
  } = {},
) {
  const records = {
    users: people,
    conditionalAccessPolicies: [aPolicy({ conditions: { users } })],
    authenticationStrengthPolicies: [],
    namedLocations: [],
    identitySecurityDefaultsEnforcementPolicy: securityDefaults(false),
    perUserMfaStates: people.map(({ id }) => aPerUserMfaState(id)),
    organization: [{ id: CONTOSO }],
    groupMembers: changes.groups ?? [],
    roleAssignments: [aRoleAssignment('bob', { roleDefinitionId: GLOBAL_READER })],
    roleEligibilityScheduleInstances: eligible,
    roleDefinitions: builtInRoles,
  }
  const options = { ...everythingWasRead, eligibilityIsWhole: changes.eligibilityIsWhole ?? true }
  const of = activatedVerdicts(records, bothEstates(records, CONTOSO), options)
  return people.map(of)
}

describe('the verdict with eligible roles activated', () => {
  it('is given for who may activate a role, and for nobody else', () => {
    expect(verdicts(forRole, [anEligibility('ada')])).toEqual(['B', undefined])
  })

  it('can be worse, where a policy leaves the role out', () => {
    const users = { includeUsers: ['All'], excludeRoles: [GLOBAL_ADMINISTRATOR] }

    expect(verdicts(users, [anEligibility('ada')])).toEqual(['E', undefined])
  })

  it('follows eligible groups to their members', () => {
    const admins = anEligibility('admins', {
      principal: { '@odata.type': '#microsoft.graph.group', id: 'admins' },
    })

    expect(verdicts(forRole, [admins], { groups: [aGroup('admins', ['bob'])] })).toEqual([undefined, 'B'])
    expect(verdicts(forRole, [admins])).toEqual(['unknown', 'unknown'])
  })

  it('stays with an eligibility for one administrative unit, which no policy sees', () => {
    const inParis = anEligibility('ada', { directoryScopeId: '/administrativeUnits/paris' })

    expect(verdicts(forRole, [inParis])).toEqual(['E', undefined])
  })

  it('is not known where eligibilities were not read and a policy looks at roles', () => {
    expect(verdicts(forRole, [], { eligibilityIsWhole: false })).toEqual(['unknown', 'unknown'])
  })

  it('says nothing where they were not read and no policy looks at roles', () => {
    const everybody = { includeUsers: ['All'] }

    expect(verdicts(everybody, [], { eligibilityIsWhole: false })).toEqual([undefined, undefined])
  })
})
