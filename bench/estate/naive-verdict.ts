/** The verdict by looking at every sign-in that the tenant's policies could tell apart, one by one. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'

export interface Ways {
  readonly policies: readonly ConditionalAccessPolicy[]
  readonly applications: readonly string[]
  readonly places: readonly (string | undefined)[]
}

interface SignIn {
  readonly application: string
  readonly client: 'browser' | 'mobileAppsAndDesktopClients'
  readonly platform: string
  readonly place: string | undefined
  readonly managed: boolean
}

const PLATFORMS = ['windows', 'macOS', 'linux', 'iOS', 'android', 'windowsPhone', 'unrecognised']
const CLIENTS = ['browser', 'mobileAppsAndDesktopClients'] as const

/** What the policies name. */
export function waysIn(
  policies: readonly ConditionalAccessPolicy[],
  locations: readonly Readonly<Record<string, unknown>>[],
): Ways {
  const named = policies.flatMap(({ conditions }) => conditions?.applications?.includeApplications ?? [])
  return {
    policies,
    applications: ['any other', ...new Set(named.filter((id) => id !== 'All'))],
    places: [undefined, ...locations.map(({ id }) => String(id))],
  }
}

const ORDER = ['E', 'D', 'C', 'B', 'blocked']

/** The worst of browser and app, for whoever these policies are for. */
export function naiveVerdict(
  policies: readonly ConditionalAccessPolicy[],
  ways: Ways,
  hasPerUserMfa: boolean,
): string {
  const [one = 'E', other = 'E'] = CLIENTS.map((client) => gradeFrom(client, policies, ways, hasPerUserMfa))
  return ORDER.indexOf(one) < ORDER.indexOf(other) ? one : other
}

function gradeFrom(
  client: SignIn['client'],
  policies: readonly ConditionalAccessPolicy[],
  ways: Ways,
  hasPerUserMfa: boolean,
): string {
  const enforced = policies.filter(({ state }) => state === 'enabled')
  const asked = new Set<string>()
  const askedIfReported = new Set<string>()
  for (const signIn of signInsFrom(client, ways)) {
    asked.add(askedOf(signIn, enforced))
    askedIfReported.add(askedOf(signIn, policies))
  }
  if (asked.size === 1 && asked.has('block')) return 'blocked'
  if (!asked.has('nothing')) return 'B'
  if (hasPerUserMfa) return 'C'
  return askedIfReported.size > 1 || !askedIfReported.has('nothing') ? 'D' : 'E'
}

function* signInsFrom(client: SignIn['client'], { applications, places }: Ways): Generator<SignIn> {
  for (const application of applications)
    for (const platform of PLATFORMS)
      for (const place of places) {
        yield { application, client, platform, place, managed: false }
        yield { application, client, platform, place, managed: true }
      }
}

function askedOf(signIn: SignIn, policies: readonly ConditionalAccessPolicy[]): string {
  const asked = policies
    .filter((policy) => applies(policy, signIn))
    .map(({ grantControls }) => grantControls?.builtInControls?.[0] ?? 'nothing')
  if (asked.includes('block') || (asked.includes('compliantDevice') && !signIn.managed)) return 'block'
  return asked.includes('mfa') ? 'mfa' : 'nothing'
}

function applies({ conditions }: ConditionalAccessPolicy, signIn: SignIn): boolean {
  const { applications, clientAppTypes, platforms, locations, signInRiskLevels } = conditions ?? {}
  const isForApplication = applications?.includeApplications?.some(
    (id) => id === 'All' || id === signIn.application,
  )
  const isForClient = clientAppTypes?.some((type) => type === 'all' || type === signIn.client)
  const isForPlatform = !platforms || platforms.includePlatforms?.includes(signIn.platform)
  const isLeftOut = signIn.place !== undefined && locations?.excludeLocations?.includes(signIn.place)
  return !!isForApplication && !!isForClient && !!isForPlatform && !isLeftOut && !signInRiskLevels?.length
}
