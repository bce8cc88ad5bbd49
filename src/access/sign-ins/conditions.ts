/** Whether a policy's conditions hold for one value of each dimension of a sign-in (decision 011). */
import { type Conditions, saysSomething, unknownMembers } from '../conditional-access/policy.ts'
import { allOf, anyOf, type Ternary } from '../ternary.ts'
import type { Client } from './grade.ts'
import type { Place, Places } from './places.ts'

/** Platforms that Microsoft names, and one that the service does not recognise; the most ordinary first. */
export const platforms = [
  'windows',
  'macos',
  'linux',
  'ios',
  'android',
  'windowsphone',
  'unrecognised',
] as const
export type Platform = (typeof platforms)[number]

const CLIENT_WORDS = {
  browser: ['browser'],
  modern: ['mobileappsanddesktopclients'],
  deviceCode: ['mobileappsanddesktopclients'],
  activeSync: ['exchangeactivesync', 'eassupported'],
  otherLegacy: ['other'],
} as const satisfies Record<Client, readonly string[]>

const KNOWN_CLIENTS: ReadonlySet<string> = new Set(['all', ...Object.values(CLIENT_WORDS).flat()])

/** Unset means every client (identity.md §a.3, Client apps). A type of a later version could be any client. */
export function clientMatch({ clientAppTypes }: Conditions, client: Client): Ternary {
  const listed = (clientAppTypes ?? []).map((type) => type.toLowerCase())
  if (listed.length === 0 || listed.includes('all')) return 'yes'
  if (CLIENT_WORDS[client].some((word) => listed.includes(word))) return 'yes'
  return listed.every((type) => KNOWN_CLIENTS.has(type)) ? 'no' : 'maybe'
}

const PLATFORM_MEMBERS = new Set(['includePlatforms', 'excludePlatforms'])

const KNOWN_PLATFORMS: ReadonlySet<string> = new Set(['all', ...platforms])

/** The platform is told from what the client says of itself, so an unrecognised one is always possible. */
export function platformMatch({ platforms: condition }: Conditions, platform: Platform): Ternary {
  if (!condition || !saysSomething(condition)) return 'yes'
  const names = (list: readonly string[] | null | undefined): Ternary => {
    const words = (list ?? []).map((it) => it.toLowerCase())
    if (words.includes('all') || words.includes(platform)) return 'yes'
    return words.every((word) => KNOWN_PLATFORMS.has(word)) ? 'no' : 'maybe'
  }
  const further: Ternary = unknownMembers(condition, PLATFORM_MEMBERS).length > 0 ? 'maybe' : 'yes'
  return allOf([names(condition.includePlatforms), not(names(condition.excludePlatforms)), further])
}

const LOCATION_MEMBERS = new Set(['includeLocations', 'excludeLocations'])

/** @param isWhole whether every named location of the tenant was read: one that is missing then was deleted */
export function placeMatch(
  { locations: condition }: Conditions,
  place: Place,
  places: Places,
  isWhole: boolean,
): Ternary {
  if (!condition || !saysSomething(condition)) return 'yes'
  const isIn = (entry: string): Ternary => {
    const word = entry.toLowerCase()
    if (word === 'all') return 'yes'
    if (word === 'alltrusted') return trustOf(place, isWhole)
    if (word === PER_USER_MFA_ADDRESSES) return place.isUnlisted ? 'maybe' : 'no'
    if (places.known.has(word)) return place.locations.has(word) ? 'yes' : 'no'
    return isWhole && !places.unreadable.has(word) ? 'no' : 'maybe'
  }
  const further: Ternary = unknownMembers(condition, LOCATION_MEMBERS).length > 0 ? 'maybe' : 'yes'
  return allOf([
    anyOf((condition.includeLocations ?? []).map(isIn)),
    not(anyOf((condition.excludeLocations ?? []).map(isIn))),
    further,
  ])
}

/** How a policy names the addresses that per-user MFA trusts: a location that Graph never lists. */
const PER_USER_MFA_ADDRESSES = '00000000-0000-0000-0000-000000000000'

/** In doubt where per-user MFA may trust the address, or a location that was not read may hold it. */
function trustOf({ isTrusted, isUnlisted }: Place, isWhole: boolean): Ternary {
  if (isTrusted) return 'yes'
  return isUnlisted || !isWhole ? 'maybe' : 'no'
}

function not(answer: Ternary): Ternary {
  return answer === 'maybe' ? 'maybe' : answer === 'yes' ? 'no' : 'yes'
}

export interface DeviceFilter {
  readonly mode: string
  readonly rule: string
}

/** The device filter of a policy; undefined when it has none. */
export function deviceFilterOf({ devices }: Conditions): DeviceFilter | undefined {
  const filter = (devices as { deviceFilter?: Partial<DeviceFilter> | null } | null | undefined)?.deviceFilter
  return filter?.rule ? { mode: String(filter.mode).toLowerCase(), rule: filter.rule.trim() } : undefined
}

/** What a device is to the filters: the rules it matches, among those that were told apart at all. */
export interface DeviceRules {
  readonly matching: ReadonlySet<string>
  readonly known: ReadonlySet<string>
}

export function deviceMatch(conditions: Conditions, { matching, known }: DeviceRules): Ternary {
  const filter = deviceFilterOf(conditions)
  if (filter === undefined) return saysSomething(conditions.devices) ? 'maybe' : 'yes'
  if (filter.mode !== 'include' && filter.mode !== 'exclude') return 'maybe'
  if (!known.has(filter.rule)) return 'maybe'
  return (filter.mode === 'include') === matching.has(filter.rule) ? 'yes' : 'no'
}

/** What this version understands. */
export const KNOWN_CONDITIONS = new Set([
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
])

/** Whether the policy is one for ordinary sign-ins of people: no risk asked for, and nothing that is not known. */
export function ordinaryMatch(conditions: Conditions): Ternary {
  const risks = [
    conditions.userRiskLevels,
    conditions.signInRiskLevels,
    flagsOf(conditions.insiderRiskLevels),
  ]
  if (risks.some(asksForRisk)) return 'no'
  const forWorkloads = [
    conditions.servicePrincipalRiskLevels,
    conditions.clientApplications,
    conditions['agentIdRiskLevels'],
  ]
  if (forWorkloads.some(saysSomething)) return 'no'
  return unknownMembers(conditions, KNOWN_CONDITIONS).length > 0 ? 'maybe' : 'yes'
}

function asksForRisk(levels: readonly string[] | null | undefined): boolean {
  return !!levels?.length && !levels.some((level) => level.toLowerCase() === 'none')
}

function flagsOf(flags: string | null | undefined): readonly string[] {
  return (flags ?? '').split(',').flatMap((flag) => (flag.trim() === '' ? [] : [flag.trim()]))
}

/** A policy for flows applies to sign-ins of that flow only; of the clients here one has a flow. */
export function flowMatch({ authenticationFlows }: Conditions, client: Client): Ternary {
  if (!saysSomething(authenticationFlows)) return 'yes'
  const methods = (authenticationFlows as { transferMethods?: unknown } | null)?.transferMethods
  if (typeof methods !== 'string') return 'maybe'
  const flows = flagsOf(methods).map((flow) => flow.toLowerCase())
  if (client === 'deviceCode' && flows.includes('devicecodeflow')) return 'yes'
  return flows.every((flow) => flow === 'devicecodeflow' || flow === 'authenticationtransfer')
    ? 'no'
    : 'maybe'
}
