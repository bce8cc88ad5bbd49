import { hasUnknownMember, saysSomething, wordsOf } from './records.ts'
import type { Conditions, Resource, Tenant } from './tenant.ts'
import { anyOf, maybeIf, selected, type Ternary, yesIf } from './three-valued.ts'

/** What is signed in to: an application, or the action of registering security information. */
export type Target = { readonly application: string } | 'registerSecurityInfo'

const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'
const SHAREPOINT = '00000003-0000-0ff1-ce00-000000000000'
const AZURE_MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
const GRAPH = '00000003-0000-0000-c000-000000000000'
const ADMIN_PORTALS = 'microsoftadminportals'
const ANY_OTHER = 'any other application'

const ALWAYS_THERE = [EXCHANGE, SHAREPOINT, AZURE_MANAGEMENT, GRAPH, ADMIN_PORTALS, ANY_OTHER]

/** The applications that are always told apart, each that a policy names, and the action. */
export function targetsOf({ conditionalAccessPolicies }: Tenant): readonly Target[] {
  const named = conditionalAccessPolicies.flatMap(({ conditions }) => [
    ...wordsOf(conditions?.applications?.includeApplications),
    ...wordsOf(conditions?.applications?.excludeApplications),
  ])
  const ids = new Set([...ALWAYS_THERE, ...named.filter((name) => !GROUPS.includes(name))])
  return [...[...ids].map((application) => ({ application })), 'registerSecurityInfo']
}

/** Words that stand for several applications or none. */
const GROUPS = ['all', 'none', 'office365']

/** Whether a grade for the resource looks at sign-ins to this target. */
export function isPartOf(resource: Resource, target: Target): boolean {
  if (target === 'registerSecurityInfo') return resource === 'registerSecurityInfo'
  return resource === 'all' || target.application === APPLICATIONS[resource]
}

const APPLICATIONS: Readonly<Partial<Record<Resource, string>>> = {
  exchange: EXCHANGE,
  sharepoint: SHAREPOINT,
  arm: AZURE_MANAGEMENT,
  adminPortals: ADMIN_PORTALS,
  graph: GRAPH,
}

const KNOWN = [
  'includeApplications',
  'excludeApplications',
  'includeUserActions',
  'includeAuthenticationContextClassReferences',
  'applicationFilter',
]

type ApplicationConditions = NonNullable<Conditions['applications']>

/** Whether the policy is about what is signed in to. Authentication contexts match nothing here. */
export function isForTarget({ applications }: Conditions, target: Target): Ternary {
  if (!applications) return 'maybe'
  const unknown = maybeIf(hasUnknownMember(applications, KNOWN))
  if (target === 'registerSecurityInfo') return selected(isForRegistration(applications), 'no', unknown)
  return isForApplication(applications, target.application, unknown)
}

function isForRegistration({ includeUserActions }: ApplicationConditions): Ternary {
  return yesIf(wordsOf(includeUserActions).includes('urn:user:registersecurityinfo'))
}

/** A filter reads attributes that no record has: it makes the match not known. */
function isForApplication(conditions: ApplicationConditions, application: string, unknown: Ternary): Ternary {
  const included = wordsOf(conditions.includeApplications).some((name) => names(name, application))
  const excluded = wordsOf(conditions.excludeApplications).some((name) => names(name, application))
  const filtered = maybeIf(saysSomething(conditions.applicationFilter))
  return selected(yesIf(included), yesIf(excluded), anyOf([filtered, unknown]))
}

function names(name: string, application: string): boolean {
  if (name === 'all') return true
  if (name === 'none') return false
  return name === 'office365' ? [EXCHANGE, SHAREPOINT].includes(application) : name === application
}
