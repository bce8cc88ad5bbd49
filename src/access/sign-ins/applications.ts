/** The applications that policies tell apart, and which of them a resource of the verdict stands for. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { type Conditions, saysSomething, unknownMembers } from '../conditional-access/policy.ts'
import type { Ternary } from '../ternary.ts'
import type { Resource } from './grade.ts'

/** The user action of registering how to sign in; no application, and no policy for applications reaches it. */
export const REGISTRATION = 'urn:user:registersecurityinfo'
/** Every application that no policy names. */
export const ANY_OTHER = 'any other application'
const PORTALS = 'microsoftadminportals'

const RESOURCE_APPLICATION = {
  exchange: '00000002-0000-0ff1-ce00-000000000000',
  sharepoint: '00000003-0000-0ff1-ce00-000000000000',
  arm: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  adminPortals: PORTALS,
  graph: '00000003-0000-0000-c000-000000000000',
  registerSecurityInfo: REGISTRATION,
} as const satisfies Record<Exclude<Resource, 'all'>, string>

/** The applications of the suite that the verdict looks at one by one (identity.md §a.2). */
const OFFICE: ReadonlySet<string> = new Set([RESOURCE_APPLICATION.exchange, RESOURCE_APPLICATION.sharepoint])

/** Every application that policies name, the ones of the verdict, and one for all others: the most ordinary first. */
export function applicationsIn(policies: readonly ConditionalAccessPolicy[]): readonly string[] {
  const named = policies.flatMap(({ conditions }) => [
    ...(conditions?.applications?.includeApplications ?? []),
    ...(conditions?.applications?.excludeApplications ?? []),
  ])
  const own = Object.values(RESOURCE_APPLICATION).filter((id) => id !== REGISTRATION)
  const ids = [...own, ...named.map((id) => id.toLowerCase()).filter((id) => !WORDS.has(id))]
  return [ANY_OTHER, ...new Set(ids)]
}

const WORDS: ReadonlySet<string> = new Set(['all', 'none', 'office365'])

/** The applications that a resource stands for. */
export function applicationsOf(resource: Resource, applications: readonly string[]): readonly string[] {
  return resource === 'all' ? applications : [RESOURCE_APPLICATION[resource]]
}

/** What this version understands. */
export const KNOWN_APPLICATIONS = new Set([
  'includeApplications',
  'excludeApplications',
  'includeUserActions',
  'includeAuthenticationContextClassReferences',
  'applicationFilter',
])

/** Whether a policy is for an application, or for the registration. */
export function applicationMatch({ applications }: Conditions, application: string): Ternary {
  if (!applications) return 'maybe'
  const isUnknown = unknownMembers(applications, KNOWN_APPLICATIONS).length > 0
  if (application === REGISTRATION) return isUnknown ? 'maybe' : registers(applications.includeUserActions)
  if (names(applications.excludeApplications, application)) return 'no'
  // A filter looks at attributes of applications that were not read; it can take in and leave out.
  if (isUnknown || saysSomething(applications['applicationFilter'])) return 'maybe'
  return names(applications.includeApplications, application) ? 'yes' : 'no'
}

const registers = (actions: readonly string[] | null | undefined): Ternary =>
  actions?.some((action) => action.toLowerCase() === REGISTRATION) ? 'yes' : 'no'

function names(list: readonly string[] | null | undefined, application: string): boolean {
  return !!list?.some((entry) => {
    const word = entry.toLowerCase()
    return word === 'all' || word === application || (word === 'office365' && OFFICE.has(application))
  })
}
