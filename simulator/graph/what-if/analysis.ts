/**
 * Which of a policy's conditions a sign-in fails, in the service's words. Written from the description of Conditional
 * Access (identity reference, sections a.2 and a.3) and from nothing of the product's.
 */
import type { Item } from '../../estate/types.ts'
import { isInRange } from './address.ts'
import type { Person } from './person.ts'
import type { Conditions, Question } from './question.ts'

/** A sign-in with everything that the conditions look at. */
export interface Case {
  readonly question: Question
  readonly person: Person
  readonly namedLocations: readonly Item[]
}

/** `undefined` when the condition holds. */
type Reason = string | undefined

/** The first condition that fails; `policyNotEnabled` before all others. */
export function reasonAgainst(policy: Item, asked: Case): Reason {
  if (policy['state'] === 'disabled') return 'policyNotEnabled'
  const conditions = part(policy, 'conditions')
  const { question, person } = asked
  const checks: readonly (() => Reason)[] = [
    () => usersReason(part(conditions, 'users'), person),
    () => applicationsReason(part(conditions, 'applications'), question.applications),
    () => clientReason(list(conditions['clientAppTypes']), question.conditions),
    () => platformReason(part(conditions, 'platforms'), question.conditions),
    () => locationReason(part(conditions, 'locations'), asked),
    () => (Object.keys(part(conditions, 'devices')).length > 0 ? 'notEnoughInformation' : undefined),
    () => riskReason(list(conditions['userRiskLevels']), question.conditions.userRiskLevel, 'userRisk'),
    () => riskReason(list(conditions['signInRiskLevels']), question.conditions.signInRiskLevel, 'signInRisk'),
    () => flowReason(part(conditions, 'authenticationFlows'), question.conditions),
  ]
  for (const check of checks) {
    const reason = check()
    if (reason !== undefined) return reason
  }
  return undefined
}

function usersReason(users: Item, person: Person): Reason {
  return isNamed(users, 'include', person) && !isNamed(users, 'exclude', person) ? undefined : 'users'
}

function isNamed(
  users: Item,
  side: 'include' | 'exclude',
  { id, groups, roles, guestType }: Person,
): boolean {
  const names = list(users[`${side}Users`])
  const isGuest = guestType === 'internalGuest' || guestType === 'b2bCollaborationGuest'
  if (names.includes('All') || names.includes(id)) return true
  if (names.includes('GuestsOrExternalUsers') && isGuest) return true
  if (list(users[`${side}Groups`]).some((group) => groups.has(group))) return true
  if (list(users[`${side}Roles`]).some((role) => roles.has(role))) return true
  const guests = part(users, `${side}GuestsOrExternalUsers`)
  return String(guests['guestOrExternalUserTypes'] ?? '')
    .split(',')
    .includes(guestType)
}

const OFFICE = ['00000002-0000-0ff1-ce00-000000000000', '00000003-0000-0ff1-ce00-000000000000']

function applicationsReason(applications: Item, asked: readonly string[]): Reason {
  const targets = (names: readonly string[], id: string) =>
    names.includes('All') || names.includes(id) || (names.includes('Office365') && OFFICE.includes(id))
  const included = list(applications['includeApplications'])
  const excluded = list(applications['excludeApplications'])
  if (list(applications['includeUserActions']).length > 0) return 'userActions'
  if (list(applications['includeAuthenticationContextClassReferences']).length > 0)
    return 'authenticationContext'
  return asked.some((id) => targets(included, id) && !targets(excluded, id)) ? undefined : 'application'
}

function clientReason(types: readonly string[], { clientAppType }: Conditions): Reason {
  if (types.length === 0 || types.includes('all')) return undefined
  if (clientAppType === undefined) return 'notEnoughInformation'
  return types.includes(clientAppType) ? undefined : 'clientApps'
}

function platformReason(platforms: Item, { devicePlatform }: Conditions): Reason {
  const included = list(platforms['includePlatforms'])
  const excluded = list(platforms['excludePlatforms'])
  if (included.length + excluded.length === 0) return undefined
  if (devicePlatform === undefined) return 'notEnoughInformation'
  const isIn = (names: readonly string[]) => names.includes('all') || names.includes(devicePlatform)
  return isIn(included) && !isIn(excluded) ? undefined : 'devicePlatform'
}

function locationReason(locations: Item, { question: { conditions }, namedLocations }: Case): Reason {
  const included = list(locations['includeLocations'])
  const excluded = list(locations['excludeLocations'])
  if (included.length + excluded.length === 0) return undefined
  const { ipAddress, country } = conditions
  if (ipAddress === undefined) return 'notEnoughInformation'
  const isAt = (name: string): boolean => {
    if (name === 'All') return true
    if (name !== 'AllTrusted')
      return namedLocations.some((one) => one['id'] === name && isInside(one, ipAddress, country))
    return namedLocations.some((one) => one['isTrusted'] === true && isInside(one, ipAddress, country))
  }
  return included.some(isAt) && !excluded.some(isAt) ? undefined : 'location'
}

function isInside(location: Item, ipAddress: string, country: string | undefined): boolean {
  if (country !== undefined && list(location['countriesAndRegions']).includes(country)) return true
  const ranges = (location['ipRanges'] ?? []) as readonly Item[]
  return ranges.some((range) => isInRange(ipAddress, String(range['cidrAddress'])))
}

function riskReason(levels: readonly string[], level: string | undefined, reason: string): Reason {
  return levels.length === 0 || levels.includes(level ?? 'none') ? undefined : reason
}

function flowReason(flows: Item, { transferMethod }: Conditions): Reason {
  const methods = String(flows['transferMethods'] ?? '')
  if (methods === '' || methods === 'none') return undefined
  return methods.split(',').includes(transferMethod ?? 'none') ? undefined : 'authenticationFlow'
}

function part(of: Item, name: string): Item {
  return (of[name] ?? {}) as Item
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
