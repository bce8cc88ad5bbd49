import { describe, expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { mfaRequirements, phishingResistantRequirements } from '#access/sign-ins/requirement.ts'
import {
  aForeignGroup,
  aGroup,
  aGuest,
  anAccount,
  aPerUserMfaState,
  aPolicy,
  aRoleAssignment,
  aStrengthPolicy,
  CONTOSO,
  GLOBAL_ADMINISTRATOR,
  securityDefaults,
  type TenantRecords,
} from '../builders/index.ts'

/** Nothing asks anybody; each case adds what it is about. */
const NOTHING = {
  users: [anAccount()],
  conditionalAccessPolicies: [],
  authenticationStrengthPolicies: [],
  identitySecurityDefaultsEnforcementPolicy: securityDefaults(false),
  perUserMfaStates: [aPerUserMfaState('ada'), aPerUserMfaState('guest')],
  groupMembers: [],
  roleAssignments: [],
  namedLocations: [],
  organization: [],
} satisfies TenantRecords

function verdict(changes: TenantRecords, account = anAccount(), compile = mfaRequirements): string {
  const records = { ...NOTHING, ...changes }
  const requirement = compile(records, administration(records, CONTOSO)).of(account)
  if ('covered' in requirement) return requirement.covered
  return 'undecided' in requirement ? 'undecided' : 'uncovered'
}

type Changes = NonNullable<Parameters<typeof aPolicy>[0]>
const underPolicy = (changes: Changes, account = anAccount()) =>
  verdict({ conditionalAccessPolicies: [aPolicy(changes)] }, account)
const users = (condition: object): Changes => ({
  conditions: { users: { includeUsers: ['All'], ...condition } },
})
const guests = (guestOrExternalUserTypes: string, externalTenants?: object): Changes =>
  users({ includeUsers: [], includeGuestsOrExternalUsers: { guestOrExternalUserTypes, externalTenants } })

describe('mfaRequirements', () => {
  it.each<[string, Changes, string]>([
    ['everybody, everywhere', {}, 'always'],
    ['clients left unset', { conditions: { clientAppTypes: [] } }, 'always'],
    [
      'browser and modern apps',
      { conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] } },
      'always',
    ],
    ['browser only', { conditions: { clientAppTypes: ['browser'] } }, 'uncovered'],
    [
      'every location',
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: [] } } },
      'always',
    ],
    [
      'every platform but one',
      { conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['linux'] } } },
      'uncovered',
    ],
    [
      'a device filter',
      { conditions: { devices: { deviceFilter: { mode: 'exclude', rule: 'x' } } } },
      'uncovered',
    ],
    ['an empty device condition', { conditions: { devices: { deviceFilter: null } } }, 'always'],
    ['users at risk', { conditions: { userRiskLevels: ['high'] } }, 'uncovered'],
    ['a risk level of a later version', { conditions: { signInRiskLevels: ['dire'] } }, 'uncovered'],
    [
      'device code flow',
      { conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } } },
      'uncovered',
    ],
    [
      'a user action',
      { conditions: { applications: { includeUserActions: ['urn:user:registersecurityinfo'] } } },
      'uncovered',
    ],
    [
      'an application filter',
      {
        conditions: {
          applications: { includeApplications: ['All'], applicationFilter: { mode: 'exclude', rule: 'x' } },
        },
      },
      'undecided',
    ],
    [
      'a custom factor',
      { grantControls: { operator: 'OR', customAuthenticationFactors: ['vendor'] } },
      'undecided',
    ],
    [
      'a control of a later version',
      { grantControls: { operator: 'OR', builtInControls: ['handshake'] } },
      'undecided',
    ],
    [
      'MFA and one of a later version',
      { grantControls: { operator: 'AND', builtInControls: ['mfa', 'handshake'] } },
      'always',
    ],
    ['terms of use only', { grantControls: { operator: 'OR', termsOfUse: ['t'] } }, 'uncovered'],
    [
      'several controls without an operator',
      { grantControls: { builtInControls: ['mfa', 'compliantDevice'] } },
      'undecided',
    ],
    [
      'annotations of the service',
      {
        grantControls: {
          operator: 'OR',
          builtInControls: ['mfa'],
          'authenticationStrength@odata.context': 'x',
        },
      },
      'always',
    ],
    ['an exclusion that beats the inclusion', users({ excludeUsers: ['ADA'] }), 'uncovered'],
    ['a user condition of a later version', users({ includeStars: ['x'] }), 'undecided'],
    ['nobody', users({ includeUsers: ['None'] }), 'uncovered'],
  ])('a policy for %s', (_, changes, expected) => {
    expect(underPolicy(changes)).toBe(expected)
  })

  it.each<[string, Changes, string]>([
    ['all users', {}, 'always'],
    ['its type', guests('internalGuest,b2bCollaborationGuest'), 'always'],
    ['other types', guests('serviceProvider'), 'uncovered'],
    ['a type of a later version', guests('visitor'), 'undecided'],
    ['all tenants', guests('b2bCollaborationGuest', { membershipKind: 'all' }), 'always'],
    [
      'some tenants',
      guests('b2bCollaborationGuest', { membershipKind: 'enumerated', members: ['x'] }),
      'undecided',
    ],
    ['guests in the older way', users({ includeUsers: ['GuestsOrExternalUsers'] }), 'always'],
  ])('a guest under a policy for %s', (_, changes, expected) => {
    expect(underPolicy(changes, aGuest())).toBe(expected)
  })

  it.each([
    ['conditions', { ...aPolicy(), conditions: undefined }],
    ['grant controls', { ...aPolicy(), grantControls: undefined }],
    ['a state', { ...aPolicy(), state: undefined }],
  ])('does not guess a policy without %s', (_, policy) => {
    expect(verdict({ conditionalAccessPolicies: [policy] })).toBe('undecided')
  })

  it('finds a guest type no matter for a member', () => {
    expect(underPolicy(guests('internalGuest,b2bCollaborationGuest,b2bCollaborationMember,visitor'))).toBe(
      'uncovered',
    )
  })

  it('does not take the addresses of per-user MFA for a location that was deleted', () => {
    const excludeLocations = ['00000000-0000-0000-0000-000000000000']

    expect(underPolicy({ conditions: { locations: { includeLocations: ['All'], excludeLocations } } })).toBe(
      'undecided',
    )
  })

  it('leaves device filters in doubt that are too many to tell apart', () => {
    const policies = Array.from({ length: 10 }, (_, index) =>
      aPolicy({
        id: `p${index}`,
        conditions: { devices: { deviceFilter: { mode: 'exclude', rule: `device.model -eq "${index}"` } } },
      }),
    )

    // One device that matches the first eight gets past them; whether it matches the others too is not known.
    expect(verdict({ conditionalAccessPolicies: policies })).toBe('undecided')
  })

  it('lets one policy cover what another leaves open', () => {
    const conditional = aPolicy({
      id: 'office',
      conditions: { applications: { includeApplications: ['Office365'] } },
    })

    expect(verdict({ conditionalAccessPolicies: [conditional, aPolicy()] })).toBe('always')
  })

  it('takes no members from a deleted group', () => {
    const policy = aPolicy(users({ includeUsers: [], includeGroups: ['gone'] }))

    expect(verdict({ conditionalAccessPolicies: [policy], groupMembers: [aForeignGroup('gone')] })).toBe(
      'uncovered',
    )
  })

  it('counts members that are known though others are not', () => {
    const policy = aPolicy(users({ excludeGroups: ['g'] }))
    const groupMembers = [aGroup('g', ['ada'], { last: false })]

    expect(verdict({ conditionalAccessPolicies: [policy], groupMembers })).toBe('uncovered')
  })

  it('knows that security defaults ask administrators every time', () => {
    const on = { identitySecurityDefaultsEnforcementPolicy: securityDefaults(true) }

    expect(verdict(on)).toBe('microsoftDecides')
    expect(verdict({ ...on, roleAssignments: [aRoleAssignment()] })).toBe('always')
  })

  it('does not guess security defaults', () => {
    expect(verdict({ identitySecurityDefaultsEnforcementPolicy: [] })).toBe('undecided')
  })
})

describe('phishingResistantRequirements', () => {
  const strength = (allowedCombinations: string[]) => [
    { id: 'own', requirementsSatisfied: 'mfa', allowedCombinations },
  ]
  const own = aPolicy({ grantControls: { operator: 'OR', authenticationStrength: { id: 'own' } } })

  it.each([
    ['the built-in strength', { conditionalAccessPolicies: [aStrengthPolicy()] }, 'always'],
    ['plain MFA', { conditionalAccessPolicies: [aPolicy()] }, 'uncovered'],
    [
      'an own strength of resistant methods',
      {
        conditionalAccessPolicies: [own],
        authenticationStrengthPolicies: strength(['fido2', 'windowsHelloForBusiness']),
      },
      'always',
    ],
    [
      'an own strength with a weaker way',
      {
        conditionalAccessPolicies: [own],
        authenticationStrengthPolicies: strength(['fido2', 'password,sms']),
      },
      'uncovered',
    ],
    ['an own strength that was not read', { conditionalAccessPolicies: [own] }, 'undecided'],
    ['security defaults', { identitySecurityDefaultsEnforcementPolicy: securityDefaults(true) }, 'uncovered'],
    [
      'a policy for the role',
      {
        conditionalAccessPolicies: [
          aStrengthPolicy(users({ includeUsers: [], includeRoles: [GLOBAL_ADMINISTRATOR] })),
        ],
        roleAssignments: [aRoleAssignment()],
      },
      'always',
    ],
  ])('%s', (_, changes: TenantRecords, expected) => {
    const compile = (
      records: Parameters<typeof mfaRequirements>[0],
      directory: Parameters<typeof mfaRequirements>[1],
    ) => phishingResistantRequirements(records, directory)

    expect(verdict(changes, anAccount(), compile)).toBe(expected)
  })
})

it('finds the one account of 100,000 that 40 policies with a huge exclusion group leave in', () => {
  const accounts = Array.from({ length: 100_000 }, (_, index) => anAccount(`account-${index}`))
  const members = accounts.map(({ id }) => id)
  const policies = Array.from({ length: 40 }, (_, index) =>
    aPolicy({
      id: `p${index}`,
      ...users({ includeUsers: [], includeGroups: ['everybody'], excludeGroups: ['all-but-one'] }),
    }),
  )
  const groupMembers = [aGroup('everybody', members), aGroup('all-but-one', members.slice(1))]
  const records = { ...NOTHING, users: accounts, conditionalAccessPolicies: policies, groupMembers }

  const requirements = mfaRequirements(records, administration(records, CONTOSO))
  const covered = accounts.filter((account) => 'covered' in requirements.of(account))

  expect(covered).toHaveLength(1)
})
