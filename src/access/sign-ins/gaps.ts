/** Why one factor is enough: for each gap one sign-in that passes with it, and what lets it. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { nameOf } from '../accounts.ts'
import type { Directory } from '../conditional-access/audience.ts'
import { policyName } from '../conditional-access/policy.ts'
import { REGISTRATION } from './applications.ts'
import { hasBit } from './bits.ts'
import type { SignInCoverage } from './coverage.ts'
import { type Exclusion, keyOfMatches, type UserMatch, userMatches } from './exclusions.ts'
import { type Client, clients, type Grade, isGap, type Resource, resources } from './grade.ts'
import { limitOf } from './limits.ts'
import type { Place } from './places.ts'
import type { Kind, SignIn } from './space.ts'

/** One sign-in that passes with one factor, in words that fit a table. */
export interface Witness {
  readonly user: string
  readonly application: string
  readonly client: Client
  readonly platform: string
  readonly place: string
  readonly device: string
  readonly risk: 'none'
}

export interface Gap {
  readonly resource: Resource
  readonly client: Client
  readonly grade: Grade
  readonly witness: Witness
  readonly because: string
  /** Policies that would ask, were the account not excluded. */
  readonly excludedFrom: readonly ConditionalAccessPolicy[]
}

/** Names for ids that stand in policies. */
export interface Names {
  group(id: string): string | undefined
  location(id: string): string | undefined
}

/** What explaining needs beside the verdict. */
export interface GapParts {
  readonly coverage: SignInCoverage
  readonly directory: Directory
  readonly names: Names
}

interface Way {
  readonly resource: Resource
  readonly client: Client
}

export interface Gaps {
  /** Every gap of an account, resource by resource. */
  of(account: User): readonly Gap[]
  /** The gap of one way in; undefined when there is none. */
  at(account: User, way: Way): Gap | undefined
  /** As `of`, without the name: the same list for all accounts that have the same gaps for the same reasons. */
  sharedOf(account: User): readonly SharedGap[]
}

/** A gap of all who are under the same policies and excluded from the same ones; only their names differ. */
export type SharedGap = Omit<Gap, 'witness'> & { readonly witness: Omit<Witness, 'user'> }

/** Finds gaps; what accounts share is worked out once. */
export function gapFinder(parts: GapParts): Gaps {
  const matchesOf = userMatches(parts.coverage.policies, parts.directory)
  const known = new Map<string, readonly SharedGap[]>()
  const sharedOf = (account: User): readonly SharedGap[] => {
    const matches = matchesOf(account)
    const key = `${parts.coverage.keyOf(account)} ${keyOfMatches(matches)}`
    const shared = known.get(key) ?? sharedGaps(account, matches, parts)
    known.set(key, shared)
    return shared
  }
  const of = (account: User): readonly Gap[] => {
    const user = nameOf(account)
    return sharedOf(account).map((gap) => ({ ...gap, witness: { user, ...gap.witness } }))
  }
  return {
    of,
    sharedOf,
    at: (account, { resource, client }) =>
      of(account).find((gap) => gap.resource === resource && gap.client === client),
  }
}

function sharedGaps(account: User, matches: readonly UserMatch[], parts: GapParts): readonly SharedGap[] {
  const { grades } = parts.coverage.of(account)
  return resources.flatMap((resource) =>
    clients.flatMap((client) => {
      const grade = grades[resource][client]
      const [open] = isGap(grade) ? parts.coverage.openKinds(account, resource, client) : []
      return open ? [{ resource, client, grade, ...explained(open, matches, parts) }] : []
    }),
  )
}

/** The most ordinary sign-in that is open, and the policies that do not stop it. */
function explained(open: Kind, matches: readonly UserMatch[], parts: GapParts) {
  const { words, excludedFrom } = reasonsFor(open, matches, parts)
  return {
    witness: witnessOf(open.example, parts.names),
    because: words.length === 0 ? 'no enabled policy is for it' : words.join('; '),
    excludedFrom,
  }
}

function witnessOf(signIn: SignIn, names: Names): Omit<Witness, 'user'> {
  const within = [...signIn.place.locations].map((id) => names.location(id) ?? id)
  return {
    application: signIn.application,
    client: signIn.client,
    platform: signIn.platform,
    place: placeWords(within, signIn.place),
    device: deviceWords(signIn),
    risk: 'none',
  }
}

function placeWords(within: readonly string[], { isUnlisted }: Place): string {
  const where = within.length === 0 ? 'outside every named location' : `in ${within.join(' and ')}`
  return isUnlisted ? `${where}, from an address that per-user MFA may trust` : where
}

/** The witness as a sentence's part: `browser on windows, outside every named location, on a device not managed`. */
export function witnessWords({ application, client, platform, place, device }: Witness): string {
  return `${application} from ${CLIENTS[client]} on ${platform}, ${place}, device ${device}`
}

const CLIENTS: Readonly<Record<Client, string>> = {
  browser: 'a browser',
  modern: 'an app',
  activeSync: 'ActiveSync',
  otherLegacy: 'a legacy client',
  deviceCode: 'an app by device code',
}

function deviceWords({ managed, filters }: SignIn): string {
  const device = managed ? 'managed' : 'not managed'
  const { matching } = filters
  return matching.size === 0 ? device : `${device}, matching ${[...matching].join(' and ')}`
}

/** A reader mends the first few; an account that forty policies pass by needs no longer sentence. */
const MOST_REASONS = 4
const NO_MATCH: UserMatch = { included: 'no', exclusions: [] }

function reasonsFor(
  { policies, example }: Kind,
  matches: readonly UserMatch[],
  { coverage, names }: GapParts,
) {
  const telling: string[] = []
  const further: string[] = []
  const excludedFrom: ConditionalAccessPolicy[] = []
  for (const [position, policy] of coverage.policies.entries()) {
    const { included, exclusions } = matches[position] ?? NO_MATCH
    if (included !== 'yes' || !coverage.asksForMore(policy, { ...example, managed: false })) continue
    const name = policyName(policy)
    const limit = hasBit(policies, position) ? undefined : limitOf(policy, example)
    if (limit) (limit.byPurpose ? further : telling).push(`${name} ${limit.words}`)
    else if (exclusions.length === 0) telling.push(`${name} ${whyNot(policy)}`)
    else {
      excludedFrom.push(policy)
      telling.push(`${name} excludes it ${exclusionWords(exclusions, names)}`)
    }
  }
  const words = telling.length > 0 || example.application === REGISTRATION ? telling : further
  return { words: words.slice(0, MOST_REASONS), excludedFrom }
}

/** A policy that applies and leaves the sign-in open all the same. */
function whyNot({ state }: ConditionalAccessPolicy): string {
  return state === 'enabledForReportingButNotEnforced' ? 'only reports' : 'is met by a managed device'
}

function exclusionWords(exclusions: readonly Exclusion[], names: Names): string {
  return exclusions
    .map(({ by, id }) => {
      if (by === 'name') return 'by name'
      if (by === 'group') return `as a member of group "${names.group(id) ?? id}"`
      return by === 'role' ? `as a holder of a role (${id})` : 'as a guest'
    })
    .join(' and ')
}
