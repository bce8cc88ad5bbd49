/** Why one factor is enough: for each gap one sign-in that passes with it, and what lets it. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { nameOf } from '../accounts.ts'
import type { Directory } from '../conditional-access/audience.ts'
import { policyName } from '../conditional-access/policy.ts'
import { hasBit } from './bits.ts'
import type { AccountCoverage, SignInCoverage } from './coverage.ts'
import { type Exclusion, exclusionsOf } from './exclusions.ts'
import { type Client, clients, type Grade, isGap, type Resource, resources } from './grade.ts'
import { limitOf } from './limits.ts'
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

/** Every gap of an account, resource by resource. */
export function gapsOf(account: User, { grades }: AccountCoverage, parts: GapParts): readonly Gap[] {
  return resources.flatMap((resource) =>
    clients.flatMap((client) =>
      isGap(grades[resource][client])
        ? gapOf(account, grades[resource][client], { resource, client }, parts)
        : [],
    ),
  )
}

interface Way {
  readonly resource: Resource
  readonly client: Client
}

/** The most ordinary sign-in that is open, and the policies that do not stop it. */
export function gapOf(account: User, grade: Grade, way: Way, parts: GapParts): readonly Gap[] {
  const open = parts.coverage.openKinds(account, way.resource, way.client)[0]
  if (open === undefined) return []
  const reasons = reasonsFor(account, open, parts)
  return [
    {
      ...way,
      grade,
      witness: witnessOf(account, open.example, parts.names),
      because: reasons.words.length === 0 ? 'no enforced policy asks it for more' : reasons.words.join('; '),
      excludedFrom: reasons.excludedFrom,
    },
  ]
}

function witnessOf(account: User, signIn: SignIn, names: Names): Witness {
  const places = [...signIn.place.locations].map((id) => names.location(id) ?? id)
  return {
    user: nameOf(account),
    application: signIn.application,
    client: signIn.client,
    platform: signIn.platform,
    place: places.length === 0 ? 'outside every named location' : `in ${places.join(' and ')}`,
    device: deviceWords(signIn),
    risk: 'none',
  }
}

function deviceWords({ managed, filters }: SignIn): string {
  const device = managed ? 'managed' : 'not managed'
  return filters.size === 0 ? device : `${device}, matching ${[...filters].join(' and ')}`
}

/** A reader mends the first few; an account that forty policies pass by needs no longer sentence. */
const MOST_REASONS = 5

function reasonsFor(account: User, { policies, example }: Kind, { coverage, directory, names }: GapParts) {
  const words: string[] = []
  const excludedFrom: ConditionalAccessPolicy[] = []
  for (const [position, policy] of coverage.policies.entries()) {
    if (words.length >= MOST_REASONS) break
    const { included, exclusions } = exclusionsOf(policy, account, directory)
    if (included !== 'yes' || !coverage.asksForMore(policy, example)) continue
    const name = policyName(policy)
    if (exclusions.length > 0) {
      if (hasBit(policies, position)) excludedFrom.push(policy)
      words.push(`${name} excludes it ${exclusionWords(exclusions, names)}`)
    } else if (!hasBit(policies, position)) words.push(`${name} ${limitOf(policy, example)}`)
    else words.push(`${name} only reports`)
  }
  return { words, excludedFrom }
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
