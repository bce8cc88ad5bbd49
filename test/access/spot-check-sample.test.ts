import { describe, expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { everythingWasRead, signInCoverage } from '#access/sign-ins/coverage.ts'
import { originOutside } from '#access/spot-check/origin.ts'
import { sampleOf } from '#access/spot-check/sample.ts'
import { anAccount, aPolicy, aRoleAssignment, CONTOSO, securityDefaults } from '../builders/index.ts'

const range = (cidrAddress: string) => ({ id: cidrAddress, ipRanges: [{ cidrAddress }] })

describe('where the sample signs in from', () => {
  it('is an address and a country that no location holds', () => {
    expect(originOutside([])).toEqual({ ipAddress: '203.0.113.9', country: 'IS' })
    const here = [range('203.0.113.0/24'), { id: 'land', countriesAndRegions: ['is', 'UY'] }]
    expect(originOutside(here)).toEqual({ ipAddress: '198.51.100.9', country: 'FJ' })
  })

  it('is nowhere at all when every address is in a location', () => {
    expect(originOutside([range('0.0.0.0/0')])).toBeUndefined()
  })
})

describe('the sample', () => {
  const people = ['ada', 'bob', 'carl', 'dora', 'root'].map((id) => anAccount(id))
  const users = [...people, anAccount('gone', { accountEnabled: false })]
  const records = {
    users,
    conditionalAccessPolicies: [
      aPolicy({ conditions: { users: { includeUsers: ['All'], excludeUsers: ['bob', 'carl'] } } }),
    ],
    authenticationStrengthPolicies: [],
    namedLocations: [],
    identitySecurityDefaultsEnforcementPolicy: securityDefaults(false),
    perUserMfaStates: users.map(({ id }) => ({ userId: id, perUserMfaState: 'disabled' })),
    organization: [{ id: CONTOSO }],
    groupMembers: [],
    roleAssignments: [aRoleAssignment('root')],
  }
  const estate = administration(records, CONTOSO)
  const sampled = (size: number) =>
    sampleOf(users, signInCoverage(records, estate, everythingWasRead), estate, size).map(
      ({ account, because }) => [account.id, because],
    )

  it('takes administrators, excluded people and one of each different coverage, in turns', () => {
    expect(sampled(10)).toEqual([
      ['root', 'administrator'],
      ['carl', 'excluded'],
      ['ada', 'different'],
      ['bob', 'different'],
    ])
  })

  it('is never larger than asked', () => {
    expect(sampled(2)).toHaveLength(2)
  })
})
