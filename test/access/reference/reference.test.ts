/** The page, rule by rule, and the pitfalls of identity.md §a.3 and §a.4: one small tenant each. */
import { describe, expect, it } from 'vitest'
import {
  aForeignAssignment,
  aForeignGroup,
  aGroup,
  aGroupAssignment,
  aGuest,
  anAccount,
  aPerUserMfaState,
  aPolicy,
  aRoleAssignment,
  aStrengthPolicy,
  builtInRoles,
  CONTOSO,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  MFA_STRENGTH,
  PHISHING_RESISTANT_STRENGTH,
  securityDefaults,
} from '../../builders/index.ts'
import { referenceCoverage } from './reference.ts'
import type { Client, Conditions, Grade, GrantControls, Resource, Tenant, UserConditions } from './tenant.ts'

/** Contoso: Ada, nothing unknown, nothing assigned; no policies but those of the case. */
function contoso(changes: Partial<Tenant>): Tenant {
  const users = changes.users ?? [anAccount()]
  return {
    users,
    groupMembers: [],
    roleAssignments: [],
    roleDefinitions: builtInRoles,
    conditionalAccessPolicies: [],
    namedLocations: [],
    authenticationStrengthPolicies: [],
    identitySecurityDefaultsEnforcementPolicy: securityDefaults(false),
    perUserMfaStates: users.map(({ id }) => aPerUserMfaState(id)),
    organization: [{ id: CONTOSO, createdDateTime: '2020-01-01T00:00:00Z' }],
    incomplete: new Set(),
    ...changes,
  }
}

/** A sentence, what there is, and the grade that the first account gets for the cell. */
type Case = readonly [
  sentence: string,
  given: Partial<Tenant>,
  then: Grade,
  resource?: Resource,
  client?: Client,
]

const only = (...conditionalAccessPolicies: Tenant['conditionalAccessPolicies']): Partial<Tenant> => ({
  conditionalAccessPolicies,
})
/** One policy that asks everybody for MFA everywhere, with these conditions changed. */
const mfa = (conditions: Partial<Conditions> = {}): Partial<Tenant> => only(aPolicy({ conditions }))
const forUsers = (users: UserConditions): Partial<Tenant> => mfa({ users })
const everybodyBut = (users: UserConditions): Partial<Tenant> => forUsers({ includeUsers: ['All'], ...users })
const asking = (grantControls: GrantControls | null): Partial<Tenant> => only(aPolicy({ grantControls }))
const controls = (builtInControls: string[], operator = 'OR') => asking({ operator, builtInControls })
const block = (conditions: Partial<Conditions> = {}) =>
  aPolicy({ id: 'block', grantControls: { operator: 'OR', builtInControls: ['block'] }, conditions })

const STATE: readonly Case[] = [
  ['enabled counts', mfa(), 'B'],
  ['disabled never applies', only(aPolicy({ state: 'disabled' })), 'E'],
  ['report-only is only a difference', only(aPolicy({ state: 'enabledForReportingButNotEnforced' })), 'D'],
  ['another state is not known', only(aPolicy({ state: 'unknownFutureValue' })), 'unknown'],
  [
    'a state in doubt changes nothing beside a policy that is certain',
    only(aPolicy(), aPolicy({ state: null })),
    'B',
  ],
]

const USERS: readonly Case[] = [
  ['nobody is asked without policies', {}, 'E'],
  ['ids are compared without regard to case', forUsers({ includeUsers: ['ADA'] }), 'B'],
  ['somebody else is not Ada', forUsers({ includeUsers: ['eve'] }), 'E'],
  ['None is nobody', forUsers({ includeUsers: ['None'] }), 'E'],
  ['exclusion beats inclusion', everybodyBut({ excludeUsers: ['ada'] }), 'E'],
  ['user conditions that were not read are not known', mfa({ users: null }), 'unknown'],
  ['unknown user conditions are not known', everybodyBut({ includeAgents: ['x'] }), 'unknown'],
  ['a certain exclusion stays certain', everybodyBut({ excludeUsers: ['ada'], includeAgents: ['x'] }), 'E'],
]

const inGroups = forUsers({ includeGroups: ['staff'] })
const nested = { id: 'inner', '@odata.type': '#microsoft.graph.group' }
const back = { id: 'staff', '@odata.type': '#microsoft.graph.group' }

const GROUPS: readonly Case[] = [
  ['members count', { ...inGroups, groupMembers: [aGroup('STAFF', ['Ada'])] }, 'B'],
  ['others do not', { ...inGroups, groupMembers: [aGroup('staff', ['eve'])] }, 'E'],
  [
    'nested members count, also in a circle',
    {
      ...inGroups,
      groupMembers: [
        aGroup('staff', [], { members: [nested] }),
        aGroup('inner', ['ada'], { members: [back, { id: 'ada' }] }),
      ],
    },
    'B',
  ],
  [
    'a circle without her ends',
    {
      ...inGroups,
      groupMembers: [aGroup('staff', [], { members: [nested] }), aGroup('inner', [], { members: [back] })],
    },
    'E',
  ],
  [
    'a nested group without rows is not known',
    { ...inGroups, groupMembers: [aGroup('staff', [], { members: [nested] })] },
    'unknown',
  ],
  [
    'a nested group needs no rows in a list with nested members',
    { ...inGroups, groupMembers: [aGroup('staff', [], { members: [nested], transitive: true })] },
    'E',
  ],
  ['a group without rows is not known', inGroups, 'unknown'],
  ['a deleted group is empty', { ...inGroups, groupMembers: [aForeignGroup('staff')] }, 'E'],
  [
    'a list without its last part is not known',
    { ...inGroups, groupMembers: [aGroup('staff', [], { last: false })] },
    'unknown',
  ],
  [
    'nor one without its first part',
    { ...inGroups, groupMembers: [aGroup('staff', [], { part: 1 })] },
    'unknown',
  ],
  ['nor one without a slice', { ...inGroups, groupMembers: [aGroup('staff', [], { slices: 2 })] }, 'unknown'],
  [
    'a listed member is one for certain',
    { ...inGroups, groupMembers: [aGroup('staff', ['ada'], { last: false })] },
    'B',
  ],
  ['an exclusion group that is not known', everybodyBut({ excludeGroups: ['staff'] }), 'unknown'],
  [
    'two slices make one part',
    {
      ...inGroups,
      groupMembers: [aGroup('staff', [], { slices: 2 }), aGroup('staff', ['eve'], { slices: 2, slice: 1 })],
    },
    'E',
  ],
]

const forAdministrators = forUsers({ includeRoles: [GLOBAL_ADMINISTRATOR.toUpperCase()] })
const custom = [{ id: 'custom', templateId: GLOBAL_ADMINISTRATOR, isBuiltIn: false }]

const adaAndEve = { users: [anAccount(), anAccount('eve')] }
const service = aRoleAssignment('x', { principal: { '@odata.type': '#microsoft.graph.servicePrincipal' } })

const ROLES: readonly Case[] = [
  ['active tenant-wide holders count', { ...forAdministrators, roleAssignments: [aRoleAssignment()] }, 'B'],
  [
    'holders of another role do not',
    { ...forAdministrators, roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: GLOBAL_READER })] },
    'E',
  ],
  [
    'nor those of one administrative unit',
    {
      ...forAdministrators,
      roleAssignments: [aRoleAssignment('ada', { directoryScopeId: '/administrativeUnits/1' })],
    },
    'E',
  ],
  [
    'nor those of one app',
    { ...forAdministrators, roleAssignments: [aRoleAssignment('ada', { appScopeId: '/1' })] },
    'E',
  ],
  [
    'a scope that was not read is not known',
    { ...forAdministrators, roleAssignments: [aRoleAssignment('ada', { directoryScopeId: undefined })] },
    'unknown',
  ],
  [
    'members of a group that holds the role count',
    {
      ...forAdministrators,
      roleAssignments: [aGroupAssignment('staff')],
      groupMembers: [aGroup('staff', ['ada'])],
    },
    'B',
  ],
  [
    'a holding group without rows leaves it open',
    { ...forAdministrators, roleAssignments: [aGroupAssignment('staff')] },
    'unknown',
  ],
  [
    "a partner's group holds nobody of this tenant",
    { ...forAdministrators, roleAssignments: [aForeignAssignment()] },
    'E',
  ],
  [
    'custom roles never match',
    {
      ...forAdministrators,
      roleDefinitions: custom,
      roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: 'custom' })],
    },
    'E',
  ],
  [
    'roles that were not read are not known',
    { ...forAdministrators, incomplete: new Set(['roleAssignments']) },
    'unknown',
  ],
  [
    'but certain for a holder',
    { ...forAdministrators, roleAssignments: [aRoleAssignment()], incomplete: new Set(['roleAssignments']) },
    'B',
  ],
  [
    'another account is no group',
    { ...forAdministrators, ...adaAndEve, roleAssignments: [aRoleAssignment('eve', { principal: null })] },
    'E',
  ],
  [
    'a principal that nothing tells about may be a group',
    { ...forAdministrators, roleAssignments: [aRoleAssignment('x', { principal: null })] },
    'unknown',
  ],
  ['a service principal is none', { ...forAdministrators, roleAssignments: [service] }, 'E'],
  [
    "a partner's group is told by its own organisation too",
    { ...forAdministrators, roleAssignments: [aForeignAssignment('x', { principalOrganizationId: null })] },
    'E',
  ],
]

const guests = (guestOrExternalUserTypes: string, membershipKind = 'all') =>
  forUsers({
    includeGuestsOrExternalUsers: { guestOrExternalUserTypes, externalTenants: { membershipKind } },
  })
const guest = { users: [aGuest()] }
const externalMember = { users: [aGuest('eve', { userType: 'Member' })] }
const untoldGuest = { users: [anAccount('eve', { userType: 'Guest', identities: null })] }

const GUESTS: readonly Case[] = [
  ['All means guests too', { ...mfa(), ...guest }, 'B'],
  ['a listed type matches', { ...guests('b2bCollaborationGuest,serviceProvider'), ...guest }, 'B'],
  ['another does not', { ...guests('internalGuest'), ...guest }, 'E'],
  [
    'an external member is a type of its own',
    { ...guests('b2bCollaborationMember'), ...externalMember },
    'B',
  ],
  ['a member is no guest', guests('internalGuest,b2bCollaborationGuest,b2bCollaborationMember'), 'E'],
  [
    'the older word means two types',
    { ...forUsers({ includeUsers: ['GuestsOrExternalUsers'] }), ...guest },
    'B',
  ],
  [
    'and not external members',
    { ...forUsers({ includeUsers: ['GuestsOrExternalUsers'] }), ...externalMember },
    'E',
  ],
  ['two possible types of which one is listed', { ...guests('internalGuest'), ...untoldGuest }, 'unknown'],
  [
    'two possible types, both listed',
    { ...guests('internalGuest,b2bCollaborationGuest'), ...untoldGuest },
    'B',
  ],
  [
    'a list of tenants leaves it open',
    { ...guests('b2bCollaborationGuest', 'enumerated'), ...guest },
    'unknown',
  ],
  ['a later type may be any guest', { ...guests('unknownFutureValue'), ...guest }, 'unknown'],
  ['but no member', guests('unknownFutureValue'), 'E'],
]

const apps = (...includeApplications: string[]) => mfa({ applications: { includeApplications } })
const allBut = (...excludeApplications: string[]) =>
  mfa({ applications: { includeApplications: ['All'], excludeApplications } })
const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'
const SHAREPOINT = '00000003-0000-0ff1-ce00-000000000000'
const ARM = '797F4846-BA00-4FD7-BA43-DAC1F8F63013'
const GRAPH = '00000003-0000-0000-c000-000000000000'
const registration = { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] }

const APPLICATIONS: readonly Case[] = [
  ['All is each', mfa(), 'B', 'graph'],
  ['All is not the registration action', mfa(), 'E', 'registerSecurityInfo'],
  ['the user action is', mfa({ applications: registration }), 'B', 'registerSecurityInfo'],
  ['and nothing else', mfa({ applications: registration }), 'E'],
  [
    'registering a device is another action',
    mfa({ applications: { includeUserActions: ['urn:user:registerdevice'] } }),
    'E',
    'registerSecurityInfo',
  ],
  ['Office365 is Exchange', apps('Office365'), 'B', 'exchange'],
  ['and SharePoint', apps('Office365'), 'B', 'sharepoint'],
  ['but not Graph', apps('Office365'), 'E', 'graph'],
  ['and a part of all', apps('Office365'), 'D'],
  ['the portals', apps('MicrosoftAdminPortals'), 'B', 'adminPortals'],
  ['are not Azure management', apps('MicrosoftAdminPortals'), 'E', 'arm'],
  ['an id is itself', apps(ARM), 'B', 'arm'],
  ['every id of the page does not make all', apps('Office365', ARM, GRAPH, 'MicrosoftAdminPortals'), 'D'],
  ['an excluded application is a gap', allBut('an-application'), 'D'],
  ['that leaves the others covered', allBut('an-application'), 'B', 'exchange'],
  ['excluding Office365 leaves Exchange open', allBut('Office365'), 'E', 'exchange'],
  [
    'two partial policies cover together',
    only(
      aPolicy({ conditions: { applications: { includeApplications: [EXCHANGE] } } }),
      aPolicy({
        conditions: {
          applications: { includeApplications: ['All'], excludeApplications: [EXCHANGE, SHAREPOINT] },
        },
      }),
    ),
    'B',
    'exchange',
  ],
  ['None is nothing', apps('None'), 'E'],
  [
    'a filter makes it not known',
    mfa({
      applications: { includeApplications: ['All'], applicationFilter: { mode: 'exclude', rule: 'x' } },
    }),
    'unknown',
  ],
  [
    'authentication contexts match nothing',
    mfa({ applications: { includeAuthenticationContextClassReferences: ['c1'] } }),
    'E',
  ],
  ['applications that were not read are not known', mfa({ applications: null }), 'unknown'],
  [
    'an application condition of a later version may be about the action',
    mfa({ applications: { includeApplications: ['All'], later: ['x'] } }),
    'unknown',
    'registerSecurityInfo',
  ],
  [
    'or take the action out again',
    mfa({ applications: { ...registration, later: ['x'] } }),
    'unknown',
    'registerSecurityInfo',
  ],
  [
    'and leaves an exclusion certain',
    mfa({ applications: { includeApplications: ['All'], excludeApplications: [EXCHANGE], later: ['x'] } }),
    'E',
    'exchange',
  ],
]

const clients = (...clientAppTypes: string[]) => mfa({ clientAppTypes })

const CLIENTS: readonly Case[] = [
  ['unset is every client', mfa({ clientAppTypes: null }), 'B'],
  ['empty is every client', clients(), 'B', 'all', 'modern'],
  ['a browser is no app', clients('browser'), 'E', 'all', 'modern'],
  ['an app is also device code', clients('mobileAppsAndDesktopClients'), 'B', 'all', 'deviceCode'],
  ['and no browser', clients('mobileAppsAndDesktopClients'), 'E'],
  ['ActiveSync by its name', clients('exchangeActiveSync'), 'blocked', 'exchange', 'activeSync'],
  ['and by its older one', clients('easSupported'), 'blocked', 'exchange', 'activeSync'],
  ['is not the other legacy clients', clients('exchangeActiveSync'), 'E', 'exchange', 'otherLegacy'],
  ['those are', clients('other'), 'blocked', 'exchange', 'otherLegacy'],
  ['a legacy client cannot do MFA and is blocked', mfa(), 'blocked', 'all', 'otherLegacy'],
  ['a later client may be any', clients('unknownFutureValue'), 'unknown'],
  ['beside the known ones', clients('browser', 'unknownFutureValue'), 'unknown', 'all', 'modern'],
]

const platforms = (includePlatforms: string[], excludePlatforms: string[] = []) =>
  mfa({ platforms: { includePlatforms, excludePlatforms } })

const PLATFORMS: readonly Case[] = [
  ['all is also the one that is not recognised', platforms(['all']), 'B'],
  [
    'a list of every name is not',
    platforms(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux']),
    'D',
  ],
  ['an excluded one is a gap', platforms(['all'], ['iOS']), 'D'],
  ['nothing set is every platform', platforms([]), 'B'],
]

const ranges = (id: string, isTrusted: boolean, ...cidrs: string[]) => ({
  id,
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  isTrusted,
  ipRanges: cidrs.map((cidrAddress) => ({ cidrAddress })),
})
const countries = (id: string, countriesAndRegions: string[], includeUnknownCountriesAndRegions = false) => ({
  id,
  '@odata.type': '#microsoft.graph.countryNamedLocation',
  countriesAndRegions,
  includeUnknownCountriesAndRegions,
})
const network = { id: 'network', '@odata.type': '#microsoft.graph.compliantNetworkNamedLocation' }
const from = (include: string[], exclude: string[] = []) =>
  aPolicy({ conditions: { locations: { includeLocations: include, excludeLocations: exclude } } })
const places = (
  namedLocations: Tenant['namedLocations'],
  ...policies: Tenant['conditionalAccessPolicies']
) => ({
  namedLocations,
  conditionalAccessPolicies: policies,
})

const PLACES: readonly Case[] = [
  ['All is every place', only(from(['All'])), 'B'],
  [
    'trusted places are a gap where they are excluded',
    places([ranges('office', true, '10.0.0.0/8')], from(['All'], ['AllTrusted'])),
    'D',
  ],
  [
    'per-user MFA may trust addresses that no range shows',
    places([ranges('office', false, '10.0.0.0/8')], from(['All'], ['AllTrusted'])),
    'unknown',
  ],
  ['which does not matter where all are asked', only(from(['All'], ['AllTrusted']), aPolicy()), 'B'],
  [
    'countries cannot be trusted',
    places([{ ...countries('fr', ['FR']), isTrusted: true }], from(['AllTrusted']), from(['All'], ['fr'])),
    'D',
  ],
  [
    'nowhere is a place too',
    places([ranges('v4', false, '0.0.0.0/0'), ranges('v6', false, '::/0')], from(['v4', 'v6'])),
    'D',
  ],
  [
    'inside and outside make everything',
    places([ranges('office', false, '10.0.0.0/8')], from(['office']), from(['All'], ['office'])),
    'B',
  ],
  [
    'what is left around an inner range is a piece of its own',
    places(
      [ranges('outer', false, '10.0.0.0/8'), ranges('inner', false, '10.9.0.0/16')],
      from(['inner']),
      from(['All'], ['outer']),
    ),
    'D',
  ],
  [
    'two halves make the whole',
    places(
      [ranges('whole', false, '10.1.2.0/24'), ranges('halves', false, '10.1.2.77/25', '10.1.2.128/25')],
      from(['halves']),
      from(['All'], ['whole']),
    ),
    'B',
  ],
  [
    'version six too',
    places(
      [ranges('whole', false, '2001:db8::/32'), ranges('half', false, '2001:DB8:8000::/33')],
      from(['half']),
      from(['All'], ['whole']),
    ),
    'D',
  ],
  [
    'a country says nothing about ranges',
    places(
      [ranges('office', false, '10.0.0.0/8'), countries('fr', ['FR'])],
      from(['office', 'fr']),
      from(['All'], ['office']),
    ),
    'B',
  ],
  [
    'unknown countries are outside',
    places([countries('fr', ['FR'])], from(['All'], ['fr']), from(['fr'])),
    'B',
  ],
  [
    'unless they are counted in',
    places([countries('fr', ['FR']), countries('lost', ['FR'], true)], from(['fr']), from(['All'], ['lost'])),
    'D',
  ],
  ['a network of another kind may hold', places([network], from(['All'], ['network'])), 'D'],
  ['a deleted location holds nobody', places([], from(['All'], ['gone'])), 'B'],
  [
    'a missing one may, if not all were read',
    { ...places([], from(['All'], ['gone'])), incomplete: new Set(['namedLocations']) },
    'unknown',
  ],
  ['an unset condition does not refer to it', { ...mfa(), incomplete: new Set(['namedLocations']) }, 'B'],
  [
    'the last address of a range is in it',
    places([ranges('one', false, '203.0.113.9/32')], from(['All'], ['one'])),
    'D',
  ],
  [
    'what is left behind an inner range',
    places(
      [ranges('outer', false, '10.0.0.0/8'), ranges('inner', false, '10.0.0.0/9')],
      from(['inner']),
      from(['All'], ['outer']),
    ),
    'D',
  ],
  [
    'neighbours do not overlap',
    places(
      [ranges('low', false, '10.0.0.0/9'), ranges('high', false, '10.128.0.0/9')],
      from(['high'], ['low']),
      from(['All'], ['high']),
    ),
    'B',
  ],
  [
    'per-user MFA may trust an address of any range',
    places([ranges('branch', false, '10.0.0.0/8')], from(['All'], ['AllTrusted']), from(['All'], ['branch'])),
    'unknown',
  ],
]

const filter = (mode: string, rule = 'device.isCompliant -eq True') =>
  aPolicy({ conditions: { devices: { deviceFilter: { mode, rule } } } })

const DEVICE_FILTERS: readonly Case[] = [
  ['a filter is a gap', only(filter('exclude')), 'D'],
  ['both sides of one text make everything', only(filter('include'), filter('exclude')), 'B'],
  ['those of different texts do not', only(filter('include'), filter('exclude', 'another')), 'D'],
  [
    'a filter that cannot be read is not known',
    mfa({ devices: { deviceFilter: { mode: 'include' } } }),
    'unknown',
  ],
  ['a device condition of a later version', mfa({ devices: { later: ['x'] } }), 'unknown'],
]

const RISK: readonly Case[] = [
  ['a policy for risk never counts', mfa({ signInRiskLevels: ['high', 'medium', 'low'] }), 'E'],
  ['nor one for users at risk', mfa({ userRiskLevels: ['high'] }), 'E'],
  ['nor for insiders', mfa({ insiderRiskLevels: 'minor,elevated' }), 'E'],
  ['a list with none does', mfa({ signInRiskLevels: ['none', 'high'] }), 'B'],
  ['insider risk of none says nothing', mfa({ insiderRiskLevels: 'none' }), 'B'],
  ['risk of service principals is not for people', mfa({ servicePrincipalRiskLevels: ['high'] }), 'E'],
  ['nor that of agents', mfa({ agentIdRiskLevels: 'high' }), 'E'],
  [
    'nor workload identities',
    mfa({ users: null, clientApplications: { includeServicePrincipals: ['x'] } }),
    'E',
  ],
]

const flow = (transferMethods: string) => only(block({ authenticationFlows: { transferMethods } }))

const AUTHENTICATION_FLOWS: readonly Case[] = [
  ['device code is blocked', flow('deviceCodeFlow,authenticationTransfer'), 'blocked', 'all', 'deviceCode'],
  ['and only device code', flow('deviceCodeFlow'), 'E', 'all', 'modern'],
  ['transfer is no client here', flow('authenticationTransfer'), 'E', 'all', 'deviceCode'],
  ['none names nothing', flow('none'), 'blocked'],
  ['a later flow may be any', flow('unknownFutureValue'), 'unknown'],
]

const WHAT_THIS_VERSION_DOES_NOT_KNOW: readonly Case[] = [
  ['a condition', mfa({ timeOfDay: { from: '08:00' } }), 'unknown'],
  ['but not an annotation', mfa({ 'users@odata.context': 'https://graph.example' }), 'B'],
  ['and not one that is unset', mfa({ timeOfDay: { from: null } }), 'B'],
  [
    'conditions that were not read',
    only({ id: 'p', state: 'enabled', grantControls: { builtInControls: ['mfa'] } }),
    'unknown',
  ],
  [
    'nor matters a doubt where the policy cannot apply',
    forUsers({ includeUsers: ['None'], excludeGroups: ['staff'] }),
    'E',
  ],
]

const strength = (id: string, builtInControls: string[] = []): GrantControls => ({
  operator: 'OR',
  builtInControls,
  authenticationStrength: { id },
})
const strengths = (id: string, allowedCombinations: string[], requirementsSatisfied = 'mfa') => ({
  ...asking(strength(id)),
  authenticationStrengthPolicies: [{ id, allowedCombinations, requirementsSatisfied }],
})

const unread = (content: { requirementsSatisfied: string }) => ({
  ...asking(strength('unread')),
  authenticationStrengthPolicies: [{ id: 'unread', ...content }],
})
const weakest = { operator: 'OR', authenticationStrength: { id: 'x', allowedCombinations: ['password,sms'] } }

const STRENGTHS: readonly Case[] = [
  ['the built-in phishing-resistant one', only(aStrengthPolicy()), 'A'],
  ['the built-in MFA one', asking(strength(MFA_STRENGTH)), 'B'],
  [
    'a custom one of keys only',
    strengths('keys', ['fido2', 'windowsHelloForBusiness', 'x509CertificateMultiFactor']),
    'A',
  ],
  ['one weaker combination makes it MFA', strengths('mixed', ['fido2', 'password,sms']), 'B'],
  ['one that satisfies nothing asks nothing', strengths('weak', ['password'], 'none'), 'E'],
  ['one that was not read is not known', asking(strength('custom')), 'unknown'],
  [
    'what the policy carries is enough',
    asking({
      operator: 'OR',
      authenticationStrength: { id: 'custom', allowedCombinations: ['fido2'], requirementsSatisfied: 'mfa' },
    }),
    'A',
  ],
  ['the stronger of two policies counts', only(aPolicy(), aStrengthPolicy()), 'A'],
  [
    'phishing resistance for a part is MFA',
    only(aPolicy(), aStrengthPolicy({ conditions: { platforms: { includePlatforms: ['iOS'] } } })),
    'B',
  ],
  [
    'the weaker of two alternatives counts',
    asking(strength(PHISHING_RESISTANT_STRENGTH, ['riskRemediation'])),
    'B',
  ],
  ['legacy clients cannot meet it', only(aStrengthPolicy()), 'blocked', 'all', 'activeSync'],
  ['the built-in passwordless one is MFA', asking(strength('00000000-0000-0000-0000-000000000003')), 'B'],
  [
    'MFA of unread combinations may be phishing-resistant',
    unread({ requirementsSatisfied: 'mfa' }),
    'unknown',
  ],
  ['but is MFA for legacy clients', unread({ requirementsSatisfied: 'mfa' }), 'blocked', 'all', 'activeSync'],
  ['weak combinations are MFA at most', only(aPolicy(), aPolicy({ grantControls: weakest })), 'B'],
  ['and perhaps nothing', asking(weakest), 'unknown'],
]

const CONTROLS: readonly Case[] = [
  ['block', only(block()), 'blocked'],
  ['block wins over every alternative', controls(['block', 'mfa']), 'blocked'],
  ['block wins over another policy', only(block(), aPolicy()), 'blocked'],
  ['risk remediation is MFA', controls(['riskRemediation']), 'B'],
  ['MFA or a managed device leaves managed devices open', controls(['mfa', 'compliantDevice']), 'D'],
  ['MFA and a managed device', controls(['mfa', 'compliantDevice'], 'AND'), 'B'],
  ['a managed device alone blocks the others', controls(['domainJoinedDevice']), 'D'],
  ['ActiveSync can show a device', controls(['compliantDevice']), 'D', 'exchange', 'activeSync'],
  ['other legacy clients cannot', controls(['compliantDevice']), 'blocked', 'exchange', 'otherLegacy'],
  [
    'the device alone lets ActiveSync in',
    controls(['mfa', 'approvedApplication']),
    'D',
    'exchange',
    'activeSync',
  ],
  [
    'together with MFA it does not',
    controls(['mfa', 'compliantApplication'], 'AND'),
    'blocked',
    'exchange',
    'activeSync',
  ],
  ['a password change is no factor', controls(['passwordChange']), 'E'],
  ['but with MFA', controls(['passwordChange', 'mfa'], 'AND'), 'B'],
  ['terms of use ask nothing', asking({ operator: 'OR', termsOfUse: ['terms'] }), 'E'],
  [
    'and are an alternative',
    asking({ operator: 'OR', builtInControls: ['mfa'], termsOfUse: ['terms'] }),
    'E',
  ],
  ['session controls ask nothing', asking(null), 'E'],
  ['grant controls that were not read', only({ ...aPolicy(), grantControls: undefined }), 'unknown'],
  [
    'a third party may ask for MFA',
    asking({ operator: 'OR', customAuthenticationFactors: ['x'] }),
    'unknown',
  ],
  [
    'together with MFA it is MFA',
    asking({ operator: 'AND', builtInControls: ['mfa'], customAuthenticationFactors: ['x'] }),
    'B',
  ],
  [
    'instead of MFA it leaves it open',
    asking({ operator: 'OR', builtInControls: ['mfa'], customAuthenticationFactors: ['x'] }),
    'unknown',
  ],
  ['a control of a later version', controls(['unknownFutureValue']), 'unknown'],
  ['is not known either beside MFA', controls(['mfa', 'unknownFutureValue']), 'unknown'],
  [
    'a member of a later version',
    asking({ operator: 'OR', builtInControls: ['mfa'], later: ['x'] }),
    'unknown',
  ],
  [
    'without an operator either may be meant',
    asking({ builtInControls: ['mfa', 'compliantDevice'] }),
    'unknown',
  ],
  [
    'a later control may also block',
    only(
      aStrengthPolicy(),
      aPolicy({ grantControls: { operator: 'OR', builtInControls: ['unknownFutureValue'] } }),
    ),
    'unknown',
  ],
  [
    'a third party asks for no more than MFA',
    only(
      aStrengthPolicy(),
      aPolicy({ grantControls: { operator: 'OR', customAuthenticationFactors: ['x'] } }),
    ),
    'A',
  ],
]

const on = { identitySecurityDefaultsEnforcementPolicy: securityDefaults(true) }
const notRead = { identitySecurityDefaultsEnforcementPolicy: [] }
const created = (createdDateTime: string | undefined) => ({
  organization: [{ id: CONTOSO, createdDateTime }],
})
const syncRole = aRoleAssignment('ada', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })

const SECURITY_DEFAULTS: readonly Case[] = [
  ['ask everybody', on, 'C'],
  ['ask modern apps', on, 'C', 'arm', 'modern'],
  ['block legacy clients', on, 'blocked', 'exchange', 'activeSync'],
  ['leave registration to the password', on, 'E', 'registerSecurityInfo'],
  ['leave synchronisation alone', { ...on, roleAssignments: [syncRole] }, 'E'],
  ['and its legacy clients', { ...on, roleAssignments: [syncRole] }, 'E', 'exchange', 'otherLegacy'],
  ['perhaps, where roles were not read', { ...on, incomplete: new Set(['roleAssignments']) }, 'unknown'],
  ['may be on where nobody asked', notRead, 'unknown'],
  ['do not matter under a policy', { ...notRead, ...mfa() }, 'B'],
  ['stand above a partial policy', { ...on, ...apps('Office365') }, 'C'],
  [
    'ask for device code in older tenants',
    { ...on, ...created('2026-06-30T23:59:59Z') },
    'C',
    'all',
    'deviceCode',
  ],
  ['block it in newer ones', { ...on, ...created('2026-07-01T00:00:00Z') }, 'blocked', 'all', 'deviceCode'],
  [
    'also under a policy',
    { ...on, ...created('2026-08-01T00:00:00Z'), ...mfa() },
    'blocked',
    'all',
    'deviceCode',
  ],
  [
    'block it perhaps where the date was not read',
    { ...on, ...created(undefined) },
    'unknown',
    'all',
    'deviceCode',
  ],
  ['without them the date says nothing', created('2026-08-01T00:00:00Z'), 'E', 'all', 'deviceCode'],
]

const perUser = (state: string | null) => ({ perUserMfaStates: [{ userId: 'ADA', perUserMfaState: state }] })

const PER_USER_MFA: readonly Case[] = [
  ['enforced asks', perUser('enforced'), 'C'],
  ['also for device code', perUser('enforced'), 'C', 'all', 'deviceCode'],
  ['leaves legacy clients as they are', perUser('enforced'), 'E', 'exchange', 'otherLegacy'],
  ['leaves registration to the password', perUser('enforced'), 'E', 'registerSecurityInfo'],
  ['enabled does not ask yet', perUser('enabled'), 'E'],
  ['without a row it is not known', { perUserMfaStates: [] }, 'unknown'],
  ['nor with a word of a later version', perUser('later'), 'unknown'],
  ['legacy clients do not care', { perUserMfaStates: [] }, 'E', 'exchange', 'otherLegacy'],
]

const reportOnly = (conditions: Partial<Conditions> = {}) =>
  aPolicy({ id: 'report-only', state: 'enabledForReportingButNotEnforced', conditions })

const GRADES: readonly Case[] = [
  [
    'blocked sign-ins do not count against the others',
    only(aStrengthPolicy(), block({ platforms: { includePlatforms: ['iOS'] } })),
    'A',
  ],
  ['a blocked part is not nothing', only(block({ platforms: { includePlatforms: ['iOS'] } })), 'D'],
  ['report-only beside a partial policy', only(reportOnly(), filter('include')), 'D'],
  ['report-only for others is nothing', only(reportOnly({ users: { includeUsers: ['eve'] } })), 'E'],
  ['report-only that may be for her', only(reportOnly({ users: { includeGroups: ['staff'] } })), 'unknown'],
  [
    'policies that were not read may be there',
    { incomplete: new Set(['conditionalAccessPolicies']) },
    'unknown',
  ],
  [
    'but cannot weaken a block',
    { ...only(block()), incomplete: new Set(['conditionalAccessPolicies']) },
    'blocked',
  ],
  ['a disabled account is graded', { ...mfa(), users: [anAccount('ada', { accountEnabled: false })] }, 'B'],
]

const RULES: readonly (readonly [name: string, cases: readonly Case[]])[] = [
  ['state', STATE],
  ['users', USERS],
  ['groups', GROUPS],
  ['roles', ROLES],
  ['guests', GUESTS],
  ['applications', APPLICATIONS],
  ['clients', CLIENTS],
  ['platforms', PLATFORMS],
  ['places', PLACES],
  ['device filters', DEVICE_FILTERS],
  ['risk', RISK],
  ['authentication flows', AUTHENTICATION_FLOWS],
  ['what this version does not know', WHAT_THIS_VERSION_DOES_NOT_KNOW],
  ['strengths', STRENGTHS],
  ['controls', CONTROLS],
  ['security defaults', SECURITY_DEFAULTS],
  ['per-user MFA', PER_USER_MFA],
  ['grades', GRADES],
]

describe.each(RULES)('%s', (_, cases) => {
  it.each(cases.map((each) => ({ sentence: each[0], each })))('$sentence', ({ each }) => {
    const [, given, then, resource = 'all', client = 'browser'] = each

    const [coverage] = referenceCoverage(contoso(given)).values()

    expect(coverage?.grades[resource][client]).toBe(then)
  })
})

const always = (clientAppTypes: string[]) => aPolicy({ conditions: { clientAppTypes } })
const perhaps = (clientAppTypes: string[]) => aPolicy({ state: null, conditions: { clientAppTypes } })
const partly = (clientAppTypes: string[]) =>
  aPolicy({ conditions: { clientAppTypes, platforms: { includePlatforms: ['iOS'] } } })

describe('verdict', () => {
  it.each([
    ['the worse of browser and app', clients('browser'), 'E'],
    ['an open legacy client is not in it', clients('browser', 'mobileAppsAndDesktopClients'), 'B'],
    ['D before unknown', only(partly(['browser']), perhaps(['mobileAppsAndDesktopClients'])), 'D'],
    ['E before D', only(partly(['browser'])), 'E'],
    ['unknown before B', only(always(['browser']), perhaps(['mobileAppsAndDesktopClients'])), 'unknown'],
    ['A before blocked', only(aStrengthPolicy(), block({ clientAppTypes: ['browser'] })), 'A'],
    ['B before A', only(aPolicy(), aStrengthPolicy({ conditions: { clientAppTypes: ['browser'] } })), 'B'],
  ] as const)('%s', (_, given, verdict) => {
    expect(referenceCoverage(contoso(given)).get('ada')?.verdict).toBe(verdict)
  })

  it('is given to every account', () => {
    const tenant = contoso({
      ...everybodyBut({ excludeUsers: ['bob'] }),
      users: [anAccount(), anAccount('bob')],
    })

    expect([...referenceCoverage(tenant)].map(([id, { verdict }]) => [id, verdict])).toEqual([
      ['ada', 'B'],
      ['bob', 'E'],
    ])
  })
})
