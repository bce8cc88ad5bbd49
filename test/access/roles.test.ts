import { describe, expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { tierOf } from '#access/roles/tiers.ts'
import {
  aForeignAssignment,
  aForeignGroup,
  aGroup,
  aGroupAssignment,
  anAccount,
  anEligibility,
  aRoleAssignment,
  CONTOSO,
  FABRIKAM,
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  type TenantRecords,
} from '../builders/index.ts'

const estateOf = (records: TenantRecords) =>
  administration({ users: [anAccount()], roleAssignments: [], groupMembers: [], ...records }, CONTOSO)
const isAdmin = new Set([GLOBAL_ADMINISTRATOR])

describe('tierOf', () => {
  it.each([
    ['Global Administrator', GLOBAL_ADMINISTRATOR, undefined, 'tier0'],
    ['a role with the label', GLOBAL_READER, undefined, 'privileged'],
    ['a labelled role whose label was taken away', GLOBAL_READER, false, 'privileged'],
    [
      'Exchange Administrator, without the label',
      '29232cdf-9323-42fd-ade2-1d097af3e4de',
      false,
      'privileged',
    ],
    ['Reports Reader', '4a5d8f65-41da-4de4-8968-e035b65339cf', undefined, 'other'],
    ['a custom role with the label', 'custom', true, 'privileged'],
    ['a custom role without it', 'custom', false, 'other'],
    ['a custom role whose label was not read', 'custom', undefined, 'unknown'],
  ])('%s', (_, id, label, tier) => {
    expect(tierOf(id, label)).toBe(tier)
  })
})

describe('administration', () => {
  it('follows a group to its members', () => {
    const estate = estateOf({
      roleAssignments: [aGroupAssignment('g')],
      groupMembers: [aGroup('g', ['ada'])],
    })

    expect(estate.tierOf('ADA')).toBe('tier0')
    expect(estate.holders.accounts.get('ada')?.[0]?.throughGroup).toBe('g')
  })

  it('takes a group without known members for anybody', () => {
    const estate = estateOf({ roleAssignments: [aGroupAssignment('g')] })

    expect(estate.roles.isIn('ada', isAdmin)).toBe('maybe')
    expect(estate.holders.unresolved).toHaveLength(1)
  })

  it('lets no own account into a group of another organisation', () => {
    const estate = estateOf({
      roleAssignments: [aForeignAssignment('g')],
      groupMembers: [aForeignGroup('g')],
    })

    expect(estate.roles.isIn('ada', isAdmin)).toBe('no')
    expect(estate.holders.foreign[0]?.origin).toEqual({ home: 'foreign', tenantId: FABRIKAM })
  })

  it.each([
    ['/', 'yes'],
    ['/administrativeUnits/paris', 'no'],
    [undefined, 'maybe'],
  ])('takes a role over %s as tenant-wide: %s', (directoryScopeId, answer) => {
    const estate = estateOf({ roleAssignments: [aRoleAssignment('ada', { directoryScopeId })] })

    expect(estate.roles.isIn('ada', isAdmin)).toBe(answer)
  })

  it('knows an eligible foreign principal by its active assignment', () => {
    const estate = estateOf({
      roleAssignments: [aForeignAssignment('g')],
      roleEligibilityScheduleInstances: [anEligibility('g')],
    })

    expect(estate.grants.map(({ origin }) => origin.home)).toEqual(['foreign', 'foreign'])
  })

  it('cannot tell foreign from own without the own id', () => {
    const records = { users: [], roleAssignments: [aForeignAssignment('g')], groupMembers: [] }

    expect(administration(records, 'input-hash').grants[0]?.origin.home).toBe('unknown')
  })
})
