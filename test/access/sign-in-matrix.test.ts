/** Accounts by equal grades: what the report shows of a tenant of any size. */
import { describe, expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { everythingWasRead, signInCoverage } from '#access/sign-ins/coverage.ts'
import { signInMatrix } from '#access/sign-ins/matrix.ts'
import type { User } from '#model/records/users.ts'
import {
  aGroup,
  anAccount,
  aPerUserMfaState,
  aPolicy,
  aRoleAssignment,
  aStrengthPolicy,
  CONTOSO,
  securityDefaults,
} from '../builders/index.ts'

function matrixOf(users: readonly User[], policies: readonly ReturnType<typeof aPolicy>[]) {
  const records = {
    users,
    conditionalAccessPolicies: policies,
    authenticationStrengthPolicies: [],
    namedLocations: [],
    identitySecurityDefaultsEnforcementPolicy: securityDefaults(false),
    perUserMfaStates: users.map(({ id }) => aPerUserMfaState(id)),
    organization: [{ id: CONTOSO }],
    groupMembers: [aGroup('left-out', ['bob'])],
    roleAssignments: [aRoleAssignment('root')],
  }
  const directory = administration(records, CONTOSO)
  return signInMatrix(users, signInCoverage(records, directory, everythingWasRead), directory)
}

const people = ['ada', 'bob', 'root'].map((id) => anAccount(id))
const butBob = aPolicy({ conditions: { users: { includeUsers: ['All'], excludeGroups: ['left-out'] } } })

describe('the matrix of sign-ins', () => {
  it('puts accounts with equal grades together, the worst first', () => {
    const { accounts, verdicts, groups, further } = matrixOf(people, [butBob])

    expect({ accounts, verdicts, further }).toEqual({
      accounts: 3,
      verdicts: { E: 1, B: 2 },
      further: { groups: 0, accounts: 0 },
    })
    expect(groups.map(({ verdict, accounts: size }) => [verdict, size])).toEqual([
      ['E', 1],
      ['B', 2],
    ])
    expect(groups[0]?.grades['all']).toMatchObject({ browser: 'E', otherLegacy: 'E' })
  })

  it('does not tell apart policies that come to the same grades', () => {
    const second = aPolicy({ id: 'second', conditions: { users: { includeUsers: ['ada'] } } })

    expect(matrixOf(people, [aPolicy(), second]).groups).toHaveLength(1)
  })

  it('counts administrators and names them first', () => {
    const [group] = matrixOf(people, [aPolicy()]).groups

    expect(group).toMatchObject({ administrators: 1, accounts: 3 })
    expect(group?.examples[0]).toBe('root@contoso.example')
  })

  it('leaves out who is disabled', () => {
    expect(matrixOf([anAccount('gone', { accountEnabled: false })], [aPolicy()]).accounts).toBe(0)
  })

  it('shows a dozen groups and counts the rest, however many accounts there are', () => {
    const crowd = Array.from({ length: 5000 }, (_, at) => anAccount(`person-${at}`))
    // Every subset of five kinds of application needs a stronger factor for somebody: 32 different answers.
    const kinds = [
      '00000002-0000-0ff1-ce00-000000000000',
      '00000003-0000-0ff1-ce00-000000000000',
      '797f4846-ba00-4fd7-ba43-dac1f8f63013',
      'MicrosoftAdminPortals',
      '00000003-0000-0000-c000-000000000000',
    ]
    const policies = kinds.map((id, bit) =>
      aStrengthPolicy({
        id,
        conditions: {
          applications: { includeApplications: [id] },
          users: { includeUsers: crowd.filter((_, at) => ((at >> bit) & 1) === 1).map((one) => one.id) },
        },
      }),
    )

    const { groups, further, accounts } = matrixOf(crowd, [aPolicy(), ...policies])

    expect(groups).toHaveLength(12)
    expect(further.groups).toBe(20)
    expect(groups.reduce((sum, group) => sum + group.accounts, further.accounts)).toBe(accounts)
    expect(groups.every(({ examples }) => examples.length === 3)).toBe(true)
  })
})
