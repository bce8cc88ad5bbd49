import type { NamedLocation } from '#model/records/named-locations.ts'
import type { Dice } from './dice.ts'
import { LOCATIONS } from './random-ids.ts'
import type { Conditions } from './tenant.ts'

/** Ranges that lie in one another, side by side, apart, and one that is written by an address in its middle. */
const RANGES = [
  '10.1.2.0/24',
  '10.1.2.128/25',
  '10.1.2.77/25',
  '10.1.0.0/16',
  '10.1.3.0/24',
  '203.0.113.9/32',
  '0.0.0.0/0',
  '255.255.255.0/24',
  '2001:db8::/32',
  '2001:db8:1::/48',
  '2001:DB8:0:1::1/128',
  '::/0',
] as const

/** Some named locations of every kind. */
export function randomLocations(dice: Dice): NamedLocation[] {
  const all = [
    addresses('office', dice),
    addresses('branch', dice),
    addresses('cloud', dice),
    countries('europe', ['FR', 'DE'], dice),
    countries('others', dice.pick([['de', 'US'], []]), dice),
    { id: 'compliant-network', '@odata.type': '#microsoft.graph.compliantNetworkNamedLocation' },
  ]
  return dice.some(all, 0.85)
}

function addresses(id: string, dice: Dice): NamedLocation {
  const cidrs = [dice.pick(RANGES), ...dice.some([dice.pick(RANGES)], 0.4)]
  const ipRanges = cidrs.map((cidrAddress) => ({
    '@odata.type': `#microsoft.graph.${cidrAddress.includes(':') ? 'iPv6CidrRange' : 'iPv4CidrRange'}`,
    cidrAddress,
  }))
  return { id, '@odata.type': '#microsoft.graph.ipNamedLocation', isTrusted: dice.chance(0.5), ipRanges }
}

function countries(id: string, countriesAndRegions: string[], dice: Dice): NamedLocation {
  const includeUnknownCountriesAndRegions = dice.chance(0.4)
  const type = { '@odata.type': '#microsoft.graph.countryNamedLocation' }
  return { id, ...type, countriesAndRegions, includeUnknownCountriesAndRegions }
}

type PlaceCondition = NonNullable<Conditions['locations']>

/** Where a policy applies: mostly everywhere with or without exceptions. */
export function randomPlaceCondition(dice: Dice): PlaceCondition {
  const all = { includeLocations: ['All'], excludeLocations: [] }
  return dice.weighted<PlaceCondition>([
    [15, all],
    [30, { ...all, excludeLocations: ['AllTrusted'] }],
    [25, { ...all, excludeLocations: dice.some(LOCATIONS, 0.25) }],
    [15, { includeLocations: dice.some(LOCATIONS, 0.3), excludeLocations: dice.some(LOCATIONS, 0.1) }],
    [5, { includeLocations: ['AllTrusted'], excludeLocations: [] }],
    [5, { ...all, excludeLocations: ['00000000-0000-0000-0000-000000000000'] }],
  ])
}
