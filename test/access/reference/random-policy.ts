import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { Choice, Dice } from './dice.ts'
import { randomUsers } from './random-audience.ts'
import { randomGrant } from './random-controls.ts'
import { randomPlaceCondition } from './random-places.ts'
import type { Conditions } from './tenant.ts'

/** A policy of any kind; most are for everybody and everything, as real ones are. */
export function randomPolicy(id: string, dice: Dice): ConditionalAccessPolicy {
  return {
    id,
    displayName: `Policy ${id}`,
    ...randomState(dice),
    ...randomGrant(dice),
    sessionControls: dice.chance(0.1)
      ? { signInFrequency: { value: 4, type: 'hours', isEnabled: true } }
      : null,
    ...(dice.doubt(0.02) ? {} : { conditions: randomConditions(dice) }),
  }
}

function randomState(dice: Dice): Pick<ConditionalAccessPolicy, 'state'> {
  if (dice.doubt(0.06)) return dice.pick([{ state: 'unknownFutureValue' }, {}])
  const state = dice.weighted([
    [80, 'enabled'],
    [12, 'enabledForReportingButNotEnforced'],
    [8, 'disabled'],
  ])
  return { state }
}

/** Each condition is set in some policies and left out in most. */
function randomConditions(dice: Dice): Conditions {
  return {
    ...(dice.doubt(0.03) ? {} : { users: randomUsers(dice) }),
    ...(dice.doubt(0.03) ? {} : { applications: randomApplications(dice) }),
    ...randomClients(dice),
    platforms: dice.chance(0.12) ? randomPlatforms(dice) : null,
    locations: dice.chance(0.2) ? randomPlaceCondition(dice) : null,
    devices: dice.chance(0.12) ? randomDevices(dice) : null,
    authenticationFlows: dice.chance(0.08) ? randomFlows(dice) : null,
    ...(dice.chance(0.1) ? dice.pick(RISKS) : {}),
    ...(dice.doubt(0.05) ? { timeOfDay: { from: '08:00' } } : {}),
  }
}

type Applications = NonNullable<Conditions['applications']>

const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'
const SHAREPOINT = '00000003-0000-0FF1-CE00-000000000000'
const AZURE_MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
const GRAPH = '00000003-0000-0000-c000-000000000000'
const SOME = [
  'Office365',
  'MicrosoftAdminPortals',
  EXCHANGE,
  SHAREPOINT,
  AZURE_MANAGEMENT,
  GRAPH,
  'an-application',
] as const

function randomApplications(dice: Dice): Applications {
  const everything = { includeApplications: ['All'], excludeApplications: [] }
  const applications = dice.weighted<Applications>([
    [60, everything],
    [10, { ...everything, excludeApplications: dice.some(SOME, 0.2) }],
    [8, { includeApplications: ['Office365'], excludeApplications: dice.some([EXCHANGE], 0.2) }],
    [10, { includeApplications: dice.some(SOME, 0.4), excludeApplications: dice.some(SOME, 0.1) }],
    [2, { includeApplications: ['None'] }],
    [10, { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] }],
    [1, { includeApplications: [], includeUserActions: ['urn:user:registerdevice'] }],
    [2, { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] }],
  ])
  const filtered = dice.doubt(0.05)
    ? { applicationFilter: { mode: 'exclude', rule: 'CustomSecurityAttribute' } }
    : {}
  return { ...applications, ...filtered, ...(dice.doubt(0.03) ? { futureApplications: ['x'] } : {}) }
}

function randomClients(dice: Dice): Pick<Conditions, 'clientAppTypes'> {
  if (dice.doubt(0.03)) return { clientAppTypes: ['unknownFutureValue'] }
  return dice.weighted<Pick<Conditions, 'clientAppTypes'>>([
    [50, { clientAppTypes: ['all'] }],
    [8, { clientAppTypes: [] }],
    [8, {}],
    [16, { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] }],
    [10, { clientAppTypes: ['exchangeActiveSync', 'other'] }],
    [3, { clientAppTypes: ['easSupported'] }],
    [
      8,
      {
        clientAppTypes: dice.some(
          ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'],
          0.5,
        ),
      },
    ],
  ])
}

const PLATFORMS = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'] as const

function randomPlatforms(dice: Dice): NonNullable<Conditions['platforms']> {
  const includePlatforms = dice.pick([['all'], [...PLATFORMS], ['android', ...dice.some(PLATFORMS, 0.3)]])
  const later = dice.doubt(0.1) ? ['unknownFutureValue'] : []
  return { includePlatforms, excludePlatforms: [...dice.some(PLATFORMS, 0.15), ...later] }
}

const FILTERS = ['device.isCompliant -eq True', 'device.extensionAttribute1 -eq "admin"'] as const

function randomDevices(dice: Dice): NonNullable<Conditions['devices']> {
  if (dice.doubt(0.1)) return dice.pick([{ deviceFilter: { mode: 'include' } }, { futureDevices: ['x'] }])
  if (dice.chance(0.1)) return { deviceFilter: null }
  return { deviceFilter: { mode: dice.pick(['exclude', 'include']), rule: dice.pick(FILTERS) } }
}

function randomFlows(dice: Dice): NonNullable<Conditions['authenticationFlows']> {
  if (dice.doubt(0.1)) return { transferMethods: 'unknownFutureValue' }
  const methods = [
    'deviceCodeFlow',
    'deviceCodeFlow,authenticationTransfer',
    'authenticationTransfer',
    'none',
  ] as const
  return { transferMethods: dice.pick(methods) }
}

const RISKS: Choice<Conditions> = [
  { signInRiskLevels: ['high', 'medium'] },
  { userRiskLevels: ['high'] },
  { signInRiskLevels: ['none', 'low'] },
  { insiderRiskLevels: 'minor,elevated' },
  { insiderRiskLevels: 'none' },
  { userRiskLevels: [], signInRiskLevels: [] },
  { servicePrincipalRiskLevels: ['high'] },
  { agentIdRiskLevels: 'high' },
  { clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] } },
  { clientApplications: { includeServicePrincipals: [], excludeServicePrincipals: [] } },
]
