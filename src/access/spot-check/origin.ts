/** An address and a country that no named location of the tenant holds: the ordinary sign-in of a stranger. */
import type { NamedLocation } from '#model/records/named-locations.ts'
import { piecesOfRanges } from '../sign-ins/ranges.ts'

export interface SignInOrigin {
  readonly ipAddress: string
  readonly country: string
}

/** Addresses that documentation uses and nobody has (RFC 5737), of the three ranges there are. */
const ADDRESSES = ['203.0.113.9', '198.51.100.9', '192.0.2.9']
const COUNTRIES = ['IS', 'UY', 'FJ', 'BT', 'MW', 'SM', 'TO', 'NR']

/** Undefined where every candidate is in a location: then places are not compared. */
export function originOutside(locations: readonly NamedLocation[]): SignInOrigin | undefined {
  const ipAddress = ADDRESSES.find((address) => isOutside(address, locations))
  const named = new Set(
    locations.flatMap(({ countriesAndRegions }) => (countriesAndRegions ?? []).map((it) => it.toUpperCase())),
  )
  const country = COUNTRIES.find((one) => !named.has(one))
  return ipAddress && country ? { ipAddress, country } : undefined
}

function isOutside(address: string, locations: readonly NamedLocation[]): boolean {
  const named = locations.map(({ id, ipRanges }) => ({ id, ranges: (ipRanges ?? []).flatMap(cidrOf) }))
  const { sets } = piecesOfRanges([{ id: PROBE, ranges: [`${address}/32`] }, ...named])
  return sets.every((set) => !set.includes(PROBE) || set.length === 1)
}

const PROBE = 'the address in question'

function cidrOf(range: unknown): readonly string[] {
  const cidr = (range as { readonly cidrAddress?: unknown } | null)?.cidrAddress
  return typeof cidr === 'string' ? [cidr] : []
}
