import type { NamedLocation } from '#model/records/named-locations.ts'
import { type Address, isInRange, type Range, rangeOf } from './addresses.ts'
import { subsetsOf } from './devices.ts'
import { hasUnknownMember, same, saysSomething, wordsOf } from './records.ts'
import type { Conditions, Tenant } from './tenant.ts'
import { anyOf, maybeIf, selected, type Ternary, yesIf } from './three-valued.ts'

/** Where a sign-in comes from, as the named locations it is in. */
export interface Place {
  readonly locations: readonly NamedLocation[]
  /** Per-user MFA may trust the address, which Graph does not show. */
  readonly perhapsTrusted: boolean
}

/** Every combination of an address, a country and the locations of other kinds, once for each set of locations. */
export function placesOf(tenant: Tenant): readonly Place[] {
  const locations = locationsInUse(tenant)
  const spots = originsOf(locations).flatMap((address) =>
    countriesOf(locations).flatMap((country) =>
      subsetsOf(locations.filter(isOfOtherKind)).map((others) => ({ address, country, others })),
    ),
  )
  const places = spots.flatMap((spot) =>
    (usesTrust(tenant) ? [false, true] : [false]).map((perhapsTrusted) => ({
      locations: locations.filter((location) => holds(location, spot)),
      perhapsTrusted,
    })),
  )
  return [...new Map(places.map((place) => [keyOf(place), place])).values()]
}

const keyOf = ({ locations, perhapsTrusted }: Place): string =>
  [perhapsTrusted, ...locations.map(({ id }) => id)].join()

/** An address in no range. */
const NOWHERE = 'nowhere'
type Origin = Address | typeof NOWHERE

interface Spot {
  readonly address: Origin
  readonly country: string
  readonly others: readonly NamedLocation[]
}

function holds(location: NamedLocation, { address, country, others }: Spot): boolean {
  if (isOfOtherKind(location)) return others.includes(location)
  if (isCountries(location)) return countriesIn(location).includes(country)
  return typeof address === 'object' && rangesIn(location).some((range) => isInRange(address, range))
}

/** An address for every piece, and one in no range. */
function originsOf(locations: readonly NamedLocation[]): readonly Origin[] {
  return [...addressesOf(locations), NOWHERE]
}

/** The first address of every piece that the ends of the ranges cut. */
function addressesOf(locations: readonly NamedLocation[]): readonly Address[] {
  const ranges = locations.filter(isAddresses).flatMap(rangesIn)
  return ranges.flatMap(({ bits, first, last }) => [
    { bits, value: first },
    { bits, value: last + 1n },
  ])
}

/** Each country that a location names, one that none names, and unknown. */
function countriesOf(locations: readonly NamedLocation[]): readonly string[] {
  return [...new Set([...locations.filter(isCountries).flatMap(countriesIn), NAMED_BY_NONE, UNKNOWN])]
}

const NAMED_BY_NONE = 'a country that no location names'
const UNKNOWN = 'an unknown country'

function countriesIn(location: NamedLocation): readonly string[] {
  const named = wordsOf(location.countriesAndRegions)
  return location.includeUnknownCountriesAndRegions === true ? [...named, UNKNOWN] : named
}

function rangesIn({ ipRanges }: NamedLocation): readonly Range[] {
  return (ipRanges ?? [])
    .map((range) => rangeOf(String(range['cidrAddress'])))
    .filter((range) => range !== undefined)
}

const isKind = (location: NamedLocation, kind: string): boolean =>
  location['@odata.type']?.toLowerCase().endsWith(`.${kind}`) === true
const isAddresses = (location: NamedLocation): boolean => isKind(location, 'ipnamedlocation')
const isCountries = (location: NamedLocation): boolean => isKind(location, 'countrynamedlocation')
const isOfOtherKind = (location: NamedLocation): boolean => !isAddresses(location) && !isCountries(location)

/** `AllTrusted` means the IP locations with `isTrusted`. */
const isTrusted = (location: NamedLocation): boolean => isAddresses(location) && location.isTrusted === true

/** The locations that some policy refers to. */
function locationsInUse(tenant: Tenant): readonly NamedLocation[] {
  const words = wordsInUse(tenant)
  return tenant.namedLocations.filter((location) => words.some((word) => mayMean(word, location)))
}

const usesTrust = (tenant: Tenant): boolean =>
  wordsInUse(tenant).some((word) => word === ALL_TRUSTED || word === PER_USER_MFA)

function wordsInUse({ conditionalAccessPolicies }: Tenant): readonly string[] {
  return conditionalAccessPolicies.flatMap(({ conditions }) => [
    ...wordsOf(conditions?.locations?.includeLocations),
    ...wordsOf(conditions?.locations?.excludeLocations),
  ])
}

const ALL_TRUSTED = 'alltrusted'
/** The addresses of per-user MFA under the id by which policies name them. */
const PER_USER_MFA = '00000000-0000-0000-0000-000000000000'

function mayMean(word: string, location: NamedLocation): boolean {
  return word === ALL_TRUSTED ? isTrusted(location) : same(word, location.id)
}

/** Unset is every place; `All` is every place; an id or `AllTrusted` where the sign-in is in it. */
export function isForPlace({ locations }: Conditions, place: Place, tenant: Tenant): Ternary {
  if (!locations || !saysSomething(locations)) return 'yes'
  const unknown = hasUnknownMember(locations, ['includeLocations', 'excludeLocations'])
  return selected(
    anyOf(wordsOf(locations.includeLocations).map((word) => isIn(word, place, tenant))),
    anyOf(wordsOf(locations.excludeLocations).map((word) => isIn(word, place, tenant))),
    maybeIf(unknown),
  )
}

function isIn(word: string, { locations, perhapsTrusted }: Place, tenant: Tenant): Ternary {
  if (word === 'all') return 'yes'
  const meant = tenant.namedLocations.filter((location) => mayMean(word, location))
  return anyOf([
    yesIf(meant.some((location) => locations.includes(location))),
    maybeIf((word === ALL_TRUSTED || word === PER_USER_MFA) && perhapsTrusted),
    mayBeMissing(word, meant, tenant),
  ])
}

/** In a list that was read whole, what is missing was deleted and holds nobody; the id of zeros is never listed. */
function mayBeMissing(word: string, meant: readonly NamedLocation[], { incomplete }: Tenant): Ternary {
  if (word === PER_USER_MFA) return 'no'
  return maybeIf(incomplete.has('namedLocations') && (word === ALL_TRUSTED || meant.length === 0))
}
