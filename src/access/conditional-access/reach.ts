import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { type Conditions, saysSomething, unknownMembers } from './policy.ts'

/**
 * Which sign-ins of a matched account a policy applies to, seen from "any resource, browser or modern app":
 * all of them, some of them, or none that a plain sign-in could ever be.
 */
export type Reach =
  | { readonly over: 'everything' }
  | { readonly over: 'some'; readonly limits: readonly string[] }
  | { readonly over: 'nothing'; readonly because: string }

const KNOWN = new Set([
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
])

/** How far the conditions other than the users reach. */
export function reachOf({ conditions }: ConditionalAccessPolicy): Reach {
  if (!conditions) return { over: 'some', limits: ['conditions that were not read'] }
  const because = neverPlain(conditions)
  if (because !== undefined) return { over: 'nothing', because }
  const limits = limitsOf(conditions)
  return limits.length === 0 ? { over: 'everything' } : { over: 'some', limits }
}

const PLAIN_CLIENTS = ['browser', 'mobileAppsAndDesktopClients']
const LEGACY_CLIENTS = ['exchangeActiveSync', 'easSupported', 'other']

/**
 * Policies that an ordinary sign-in without risk never meets, so that they can neither cover an account nor add
 * to the cover of others ("never count for coverage", identity.md §a.4).
 */
function neverPlain(conditions: Conditions): string | undefined {
  const clients = conditions.clientAppTypes ?? []
  if (clients.length > 0 && clients.every((client) => LEGACY_CLIENTS.includes(client))) {
    return `only ${clients.join(', ')} clients`
  }
  if (isRiskOnly(conditions.signInRiskLevels)) return 'only risky sign-ins'
  if (isRiskOnly(conditions.userRiskLevels)) return 'only users at risk'
  if (isTransfer(conditions)) return 'only device code flow or authentication transfer'
  return targetsNoResource(conditions) ? 'only user actions or authentication contexts' : undefined
}

const isRiskOnly = (levels: readonly string[] | null | undefined): boolean =>
  !!levels?.length && levels.every((level) => ['low', 'medium', 'high'].includes(level))

/** Both known transfer methods are something that a browser or app does not use on its own. */
function isTransfer({ authenticationFlows }: Conditions): boolean {
  const methods = authenticationFlows?.transferMethods
  if (typeof methods !== 'string' || methods === '') return false
  return methods.split(',').every((it) => ['deviceCodeFlow', 'authenticationTransfer'].includes(it.trim()))
}

function targetsNoResource({ applications }: Conditions): boolean {
  if (!applications || applications.includeApplications?.some((id) => id !== 'None')) return false
  return [applications.includeUserActions, applications.includeAuthenticationContextClassReferences].some(
    (list) => saysSomething(list),
  )
}

/** The limits in the reader's words; none means: every sign-in. */
function limitsOf(conditions: Conditions): readonly string[] {
  const limits = [
    [!coversAllResources(conditions), 'only some resources'],
    [!coversPlainClients(conditions), `only ${conditions.clientAppTypes?.join(', ')} clients`],
    [!coversAll(conditions.platforms, 'includePlatforms', 'excludePlatforms'), 'platforms'],
    [!coversAll(conditions.locations, 'includeLocations', 'excludeLocations'), 'locations'],
    [saysSomething(conditions.devices), 'device filter'],
    [saysSomething(conditions.authenticationFlows), 'authentication flows'],
    [saysSomething(conditions.clientApplications), 'workload identities'],
    [saysSomething(conditions.userRiskLevels), 'user risk'],
    [saysSomething(conditions.signInRiskLevels), 'sign-in risk'],
    [saysSomething(conditions.servicePrincipalRiskLevels), 'service principal risk'],
    [saysSomething(conditions.insiderRiskLevels), 'insider risk'],
  ] as const
  return [
    ...limits.filter(([holds]) => holds).map(([, words]) => words),
    ...unknownMembers(conditions, KNOWN).map((name) => `a condition this version does not know (${name})`),
  ]
}

const APPLICATIONS = new Set([
  'includeApplications',
  'excludeApplications',
  'includeUserActions',
  'includeAuthenticationContextClassReferences',
])

function coversAllResources({ applications }: Conditions): boolean {
  if (!applications?.includeApplications?.includes('All')) return false
  return (
    !saysSomething(applications.excludeApplications) &&
    unknownMembers(applications, APPLICATIONS).length === 0
  )
}

/** Unset means all (identity.md §a.3, Client apps). */
function coversPlainClients({ clientAppTypes }: Conditions): boolean {
  if (!clientAppTypes?.length || clientAppTypes.includes('all')) return true
  return PLAIN_CLIENTS.every((it) => clientAppTypes.includes(it))
}

type Selection = Readonly<Record<string, unknown>>

/** Not set, or everything included and nothing excluded. */
function coversAll(selection: Selection | null | undefined, include: string, exclude: string): boolean {
  if (!saysSomething(selection) || !selection) return true
  const included = selection[include]
  const everything = Array.isArray(included) && included.some((it) => String(it).toLowerCase() === 'all')
  return (
    everything &&
    !saysSomething(selection[exclude]) &&
    unknownMembers(selection, new Set([include, exclude])).length === 0
  )
}
