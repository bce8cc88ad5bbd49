/**
 * The conditions of a Conditional Access policy. All of them have to hold before the policy applies, so every
 * condition that is set leaves sign-ins out (learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions).
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'

/** The conditions that SCuBA's policies are about, and all others as one. */
export type Condition =
  | 'userRisk'
  | 'signInRisk'
  | 'clientApps'
  | 'flows'
  | 'agentRisk'
  | 'workloads'
  | 'other'

/** A condition that is set, in words. */
export interface Limit {
  readonly condition: Condition
  readonly words: string
}

/** Conditions that say to whom and to what a policy applies; they are looked at as its scope. */
const SCOPE: ReadonlySet<string> = new Set(['users', 'applications'])

const NAMED: Readonly<Record<string, Exclude<Condition, 'other'>>> = {
  userRiskLevels: 'userRisk',
  signInRiskLevels: 'signInRisk',
  clientAppTypes: 'clientApps',
  authenticationFlows: 'flows',
  agentIdRiskLevels: 'agentRisk',
  clientApplications: 'workloads',
}

/** Every condition that keeps the policy from applying to all sign-ins of its scope. */
export function limitsOf({ conditions }: ConditionalAccessPolicy): readonly Limit[] {
  return Object.entries(conditions ?? {})
    .filter(([name, value]) => !SCOPE.has(name) && isLimiting(name, value))
    .map(([name, value]) => ({ condition: NAMED[name] ?? 'other', words: wordsOf(name, value) }))
}

function isLimiting(name: string, value: unknown): boolean {
  if (isVacant(value)) return false
  switch (name) {
    case 'clientAppTypes':
      return !holds(value, 'all') && !isEveryModernApp(value)
    case 'platforms':
      return !isEverything(value, 'includePlatforms', 'excludePlatforms')
    case 'locations':
      return !isEverything(value, 'includeLocations', 'excludeLocations')
    default:
      return true
  }
}

/** Legacy protocols cannot ask for a second factor; that they are blocked is a policy of its own (MS.AAD.1.1). */
function isEveryModernApp(value: unknown): boolean {
  return holds(value, 'browser') && holds(value, 'mobileAppsAndDesktopClients')
}

function isEverything(value: unknown, include: string, exclude: string): boolean {
  return holds(memberOf(value, include), 'all') && isVacant(memberOf(value, exclude))
}

/** Nothing is set: null, an empty list, `none`, or an object with nothing set in it. */
function isVacant(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 'none') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.values(value).every(isVacant)
}

function wordsOf(name: string, value: unknown): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  const named = textsIn(value)
  return named.length === 0 ? words : `${words} ${named.join(', ')}`
}

/** The texts of a list, or of Graph's flags: one text with commas. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(',').map((one) => one.trim())
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** A member of an object that the record keeps without naming its members. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

/** Ids and keywords of Microsoft differ in capitals at most. */
export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** True when the list holds the word. */
export function holds(value: unknown, word: string): boolean {
  return textsIn(value).some((one) => same(one, word))
}
