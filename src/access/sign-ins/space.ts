/**
 * The sign-ins of a tenant as sets of policies: of each kind of sign-in to a resource from a client, which policies'
 * conditions it meets. Kinds that meet the same policies are one, and only those are kept that can decide a grade:
 * what meets fewer policies is never safer, so the fewest decide what is open and the most what is not.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { NamedLocation } from '#model/records/named-locations.ts'
import type { Conditions } from '../conditional-access/policy.ts'
import type { StrengthIndex } from '../conditional-access/strengths.ts'
import { allOf, type Ternary } from '../ternary.ts'
import { applicationMatch, applicationsIn, applicationsOf } from './applications.ts'
import { type Ask, askOf, type Bound } from './asks.ts'
import { type Bits, bitsWhere, common, isWithin, keyOfBits } from './bits.ts'
import {
  clientMatch,
  type DeviceRules,
  deviceFilterOf,
  deviceMatch,
  flowMatch,
  ordinaryMatch,
  type Platform,
  placeMatch,
  platformMatch,
  platforms,
} from './conditions.ts'
import type { Client, Resource } from './grade.ts'
import { type Place, placesOf } from './places.ts'
import { subsetsOf } from './subsets.ts'

/** One sign-in that stands for all of its kind. */
export interface SignIn {
  readonly application: string
  readonly client: Client
  readonly platform: Platform
  readonly place: Place
  readonly managed: boolean
  /** What the device is to the tenant's device filters. */
  readonly filters: DeviceRules
}

export interface Kind {
  /** Policies whose conditions it meets, whoever signs in. */
  readonly policies: Bits
  readonly example: SignIn
}

/** Which policies ask what of one who comes by certain means. */
export interface AskBits {
  readonly block: Bits
  readonly phishingResistant: Bits
  readonly mfa: Bits
}

/** The kinds of sign-in by the same means. */
export interface Kinds {
  readonly asks: AskBits
  readonly fewest: readonly Kind[]
  readonly most: readonly Kind[]
}

export interface SpaceRecords {
  /** The policies that can matter; their order is the order of the bits. */
  readonly policies: readonly ConditionalAccessPolicy[]
  readonly namedLocations: readonly NamedLocation[]
  /** Whether every named location was read. */
  readonly locationsAreWhole: boolean
  readonly strengths: StrengthIndex
}

/** The kinds of sign-in to a resource from a client, by an unmanaged and by a managed device. */
export type Space = (resource: Resource, client: Client) => readonly Kinds[]

/** Works out the space of one bound: conditions in doubt hold (`most`) or do not (`least`). */
export function spaceOf(records: SpaceRecords, bound: Bound): Space {
  const dimensions = dimensionsOf(records, bound)
  const known = new Map<string, readonly Kinds[]>()
  return (resource, client) => {
    const key = `${resource} ${client}`
    const kinds =
      known.get(key) ?? [false, true].map((managed) => kindsOf(dimensions, resource, client, managed))
    known.set(key, kinds)
    return kinds
  }
}

/** A value of a dimension with the policies whose condition it meets. */
interface Value<T> {
  readonly value: T
  readonly policies: Bits
}

interface Dimensions {
  readonly applications: (resource: Resource) => readonly Value<string>[]
  readonly clients: (client: Client) => Bits
  readonly platforms: readonly Value<Platform>[]
  readonly places: readonly Value<Place>[]
  readonly filters: readonly Value<DeviceRules>[]
  readonly asks: (client: Client, managed: boolean) => AskBits
}

function dimensionsOf(records: SpaceRecords, bound: Bound): Dimensions {
  const { policies, namedLocations, locationsAreWhole } = records
  const places = placesOf(namedLocations)
  const ids = applicationsIn(policies)
  const where = (test: (conditions: Conditions) => Ternary) =>
    bitsWhere(policies.length, (position) => holds(policies[position]?.conditions, test, bound))
  const values = <T>(list: readonly T[], match: (conditions: Conditions, value: T) => Ternary) =>
    differing(list.map((value) => ({ value, policies: where((conditions) => match(conditions, value)) })))
  const ordinary = where(ordinaryMatch)
  const applications = onceFor((id: string) => where((conditions) => applicationMatch(conditions, id)))
  return {
    applications: onceFor((resource: Resource) =>
      differing(applicationsOf(resource, ids).map((id) => ({ value: id, policies: applications(id) }))),
    ),
    clients: onceFor((client: Client) =>
      common(
        ordinary,
        where((one) => allOf([clientMatch(one, client), flowMatch(one, client)])),
      ),
    ),
    platforms: values(platforms, platformMatch),
    places: values(places.all, (one, place) => placeMatch(one, place, places, locationsAreWhole)),
    filters: values(matchesOf(policies), deviceMatch),
    asks: asksOf(records, bound),
  }
}

/** What is asked by each client and device; a way in is one of few. */
function asksOf({ policies, strengths }: SpaceRecords, bound: Bound): Dimensions['asks'] {
  const byMeans = (managed: boolean) =>
    onceFor((client: Client): AskBits => {
      const asked = policies.map((policy) => askOf(policy, strengths, { client, managed }, bound))
      const asking = (ask: Ask) => bitsWhere(policies.length, (position) => asked[position] === ask)
      return { block: asking('block'), phishingResistant: asking('phishingResistant'), mfa: asking('mfa') }
    })
  const [byManaged, byUnmanaged] = [byMeans(true), byMeans(false)]
  return (client, managed) => (managed ? byManaged(client) : byUnmanaged(client))
}

/** The same answer for the same question, worked out once. */
function onceFor<Key, Answer>(answer: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = answer(key)
    known.set(key, made)
    return made
  }
}

/** Conditions that were not read may hold or not. */
function holds(
  conditions: Conditions | null | undefined,
  test: (conditions: Conditions) => Ternary,
  bound: Bound,
): boolean {
  const answer = conditions ? test(conditions) : 'maybe'
  return answer === 'yes' || (answer === 'maybe' && bound === 'most')
}

/** Beyond this many different filters their combinations would not end; whether further ones match stays in doubt. */
const MOST_FILTERS = 8

/** Every combination of the tenant's device filters: a device matches each of them or not, none first. */
function matchesOf(policies: readonly ConditionalAccessPolicy[]): readonly DeviceRules[] {
  const rules = policies.flatMap(({ conditions }) => {
    const filter = conditions ? deviceFilterOf(conditions) : undefined
    return filter ? [filter.rule] : []
  })
  const told = [...new Set(rules)].slice(0, MOST_FILTERS)
  const known = new Set(told)
  return subsetsOf(told).map((subset) => ({ matching: new Set(subset), known }))
}

function kindsOf(dimensions: Dimensions, resource: Resource, client: Client, managed: boolean): Kinds {
  const all = {
    applications: dimensions.applications(resource),
    platforms: dimensions.platforms,
    places: dimensions.places,
    filters: dimensions.filters,
  }
  const combined = (keep: Keep) => combinations(all, dimensions.clients(client), { client, managed }, keep)
  return {
    asks: dimensions.asks(client, managed),
    fewest: combined(onlyFewest),
    most: combined(onlyMost),
  }
}

type Axes = Pick<Dimensions, 'platforms' | 'places' | 'filters'> & {
  readonly applications: readonly Value<string>[]
}

type Keep = <T extends { readonly policies: Bits }>(values: readonly T[]) => readonly T[]

/** A value that meets fewer policies meets fewer in every combination, so each dimension is thinned out first. */
function combinations(
  { applications, platforms: onPlatforms, places, filters: devices }: Axes,
  clientBits: Bits,
  means: Pick<SignIn, 'client' | 'managed'>,
  keep: Keep,
): readonly Kind[] {
  const targets = paired(keep(applications), keep(onPlatforms))
  const origins = paired(keep(places), keep(devices))
  const kinds = paired(keep(targets), keep(origins)).map(({ value: [target, origin], policies }) => {
    const [application, platform] = target
    const [place, filters] = origin
    const example = { application, platform, place, filters, ...means }
    return { policies: common(clientBits, policies), example }
  })
  return keep(kinds)
}

/** Every value of the one with every value of the other. */
function paired<A, B>(
  ones: readonly Value<A>[],
  others: readonly Value<B>[],
): readonly Value<readonly [A, B]>[] {
  return ones.flatMap((one) =>
    others.map((other) => ({
      value: [one.value, other.value] as const,
      policies: common(one.policies, other.policies),
    })),
  )
}

const onlyFewest: Keep = (values) =>
  differing(values).filter((value, _, rest) => !rest.some((other) => isLess(other, value)))

const onlyMost: Keep = (values) =>
  differing(values).filter((value, _, rest) => !rest.some((other) => isLess(value, other)))

function isLess(one: { readonly policies: Bits }, other: { readonly policies: Bits }): boolean {
  return one !== other && isWithin(one.policies, other.policies)
}

/** The first of those that meet the same policies: lists begin with the most ordinary. */
function differing<T extends { readonly policies: Bits }>(values: readonly T[]): readonly T[] {
  const first = new Map<string, T>()
  for (const value of values) {
    const key = keyOfBits(value.policies)
    if (!first.has(key)) first.set(key, value)
  }
  return [...first.values()]
}
