/** Where a sign-in can come from, as far as the tenant's policies tell places apart (decision 011, "Place"). */
import type { NamedLocation } from '#model/records/named-locations.ts'
import { piecesOfRanges } from './ranges.ts'
import { subsetsOf } from './subsets.ts'

/** A kind of place: the named locations that an address there is in. */
export interface Place {
  /** Ids in lower case. */
  readonly locations: ReadonlySet<string>
  /** Whether one of them is an IP location that is marked as trusted. */
  readonly isTrusted: boolean
  /** An address that the service settings of per-user MFA may trust; Graph shows none of these. */
  readonly isUnlisted: boolean
}

export interface Places {
  /** Nowhere in particular first. */
  readonly all: readonly Place[]
  /** Locations whose extent is known. */
  readonly known: ReadonlySet<string>
  /** Locations with a range that cannot be read; they may be anywhere. */
  readonly unreadable: ReadonlySet<string>
}

type Sets = readonly (readonly string[])[]

/** All kinds of place. */
export function placesOf(locations: readonly NamedLocation[]): Places {
  const byAddress = locations.filter(isByAddress)
  const ranges = byAddress.map((location) => ({ id: idOf(location), ranges: rangesOf(location) }))
  const pieces = piecesOfRanges(ranges)
  const countries = countrySets(locations.filter(isByCountry))
  const others = locations.filter((location) => !isByAddress(location) && !isByCountry(location))
  const trusted = new Set(byAddress.filter(({ isTrusted }) => isTrusted === true).map(idOf))
  const all = subsetsOf(others.map(idOf))
    .flatMap((free) =>
      countries.flatMap((country) => pieces.sets.map((piece) => [...piece, ...country, ...free])),
    )
    .map(
      (ids): Place => ({
        locations: new Set(ids),
        isTrusted: ids.some((id) => trusted.has(id)),
        isUnlisted: false,
      }),
    )
    .toSorted((one, other) => one.locations.size - other.locations.size)
  const known = new Set(locations.map(idOf).filter((id) => !pieces.unreadable.has(id)))
  const unlisted = all.map((place): Place => ({ ...place, isUnlisted: true }))
  return {
    all: [...all, ...unlisted],
    known,
    unreadable: pieces.unreadable,
  }
}

const idOf = ({ id }: NamedLocation): string => id.toLowerCase()

function isByAddress(location: NamedLocation): boolean {
  return Array.isArray(location.ipRanges) || /ipnamedlocation$/i.test(location['@odata.type'] ?? '')
}

function isByCountry(location: NamedLocation): boolean {
  return (
    Array.isArray(location.countriesAndRegions) ||
    /countrynamedlocation$/i.test(location['@odata.type'] ?? '')
  )
}

function rangesOf({ ipRanges }: NamedLocation): readonly string[] {
  return (ipRanges ?? []).map((range) => String(range['cidrAddress']))
}

/** For each country that is named, for one that is not, and for an address whose country is unknown. */
function countrySets(locations: readonly NamedLocation[]): Sets {
  const codes = new Set(locations.flatMap(codesOf))
  const sets = [
    [],
    ...[...codes].map((code) => locations.filter((one) => codesOf(one).includes(code)).map(idOf)),
    locations.filter((one) => one.includeUnknownCountriesAndRegions === true).map(idOf),
  ]
  return [...new Map(sets.map((set) => [set.join(), set])).values()]
}

function codesOf({ countriesAndRegions }: NamedLocation): readonly string[] {
  return (countriesAndRegions ?? []).map((code) => code.toUpperCase())
}
