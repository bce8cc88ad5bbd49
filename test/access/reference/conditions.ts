import { isForTarget } from './applications.ts'
import { isForDevice } from './devices.ts'
import { isForPlace } from './places.ts'
import { isForPlatform } from './platforms.ts'
import { flagsOf, hasUnknownMember, saysSomething, wordsOf } from './records.ts'
import type { SignIn } from './sign-ins.ts'
import type { Client, Conditions, Tenant } from './tenant.ts'
import { allOf, maybeIf, type Ternary, yesIf } from './three-valued.ts'

const KNOWN = [
  'users',
  'applications',
  'clientAppTypes',
  'platforms',
  'locations',
  'devices',
  'authenticationFlows',
  'clientApplications',
  'userRiskLevels',
  'signInRiskLevels',
  'servicePrincipalRiskLevels',
  'insiderRiskLevels',
  'agentIdRiskLevels',
]

/** Whether all conditions but the users hold for the sign-in. */
export function hold(conditions: Conditions, signIn: SignIn, tenant: Tenant): Ternary {
  return allOf([
    isForTarget(conditions, signIn.target),
    isForClient(conditions, signIn.client),
    isForPlatform(conditions, signIn.platform),
    isForPlace(conditions, signIn.place, tenant),
    isForDevice(conditions, signIn.device),
    isForOrdinaryRisk(conditions),
    isForFlow(conditions, signIn.client),
    hasUnknownMember(conditions, KNOWN) ? 'maybe' : 'yes',
  ])
}

const CLIENT_WORDS: Readonly<Record<string, readonly Client[]>> = {
  all: ['browser', 'modern', 'activeSync', 'otherLegacy', 'deviceCode'],
  browser: ['browser'],
  mobileappsanddesktopclients: ['modern', 'deviceCode'],
  exchangeactivesync: ['activeSync'],
  eassupported: ['activeSync'],
  other: ['otherLegacy'],
}

/** Unset, empty or `all` is every client. A client that this version does not know may be any. */
function isForClient({ clientAppTypes }: Conditions, client: Client): Ternary {
  const words = wordsOf(clientAppTypes)
  if (words.length === 0) return 'yes'
  if (words.some((word) => CLIENT_WORDS[word]?.includes(client))) return 'yes'
  return maybeIf(words.some((word) => !(word in CLIENT_WORDS)))
}

/** Risks of service principals and agents are never a person's, and neither are workload identities. */
export function isForPeople(conditions: Conditions): boolean {
  const { servicePrincipalRiskLevels, agentIdRiskLevels, clientApplications } = conditions
  return ![servicePrincipalRiskLevels, agentIdRiskLevels, clientApplications].some(saysSomething)
}

/** A policy limited to risk levels never meets the ordinary sign-in, unless `none` is among the levels. */
function isForOrdinaryRisk({ userRiskLevels, signInRiskLevels, insiderRiskLevels }: Conditions): Ternary {
  const lists = [userRiskLevels, signInRiskLevels, insiderRiskLevels?.split(',')]
  return yesIf(lists.map(wordsOf).every(containsNone))
}

function containsNone(levels: readonly string[]): boolean {
  const named = levels.map((level) => level.trim()).filter((level) => level !== '')
  return named.length === 0 || named.includes('none')
}

const FLOWS = ['devicecodeflow', 'authenticationtransfer']

/** Where transfer methods are named, only sign-ins of that flow. */
function isForFlow({ authenticationFlows }: Conditions, client: Client): Ternary {
  if (!authenticationFlows || !saysSomething(authenticationFlows)) return 'yes'
  const { transferMethods } = authenticationFlows
  if (typeof transferMethods !== 'string') return 'maybe'
  const methods = flagsOf(transferMethods)
  if (client === 'deviceCode' && methods.includes('devicecodeflow')) return 'yes'
  return maybeIf(methods.some((method) => !FLOWS.includes(method)))
}
