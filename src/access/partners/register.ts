/**
 * The register of partners: every provider that shows in this tenant, merged from all channels, each fact with its
 * record (identity.md §d.5). A customer has no list of them anywhere; this is made from their effects.
 */
import { type Claim, isLater } from '#model/claims.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { Fact } from '#model/outcome.ts'
import type { User } from '#model/records/users.ts'
import { isExternal } from '../accounts.ts'
import { highest, type Tier } from '../roles/tiers.ts'
import { applicationSightings } from './channels/applications.ts'
import { auditSightings } from './channels/audits.ts'
import { azureRoleSightings } from './channels/azure-roles.ts'
import { commerceSightings } from './channels/commerce.ts'
import { crossTenantSightings } from './channels/cross-tenant-access.ts'
import { directoryRoleSightings, undecidedPrincipals } from './channels/directory-roles.ts'
import {
  type AccountPowers,
  guestSighting,
  guestSightings,
  homeDomainOf,
  powersOfAccounts,
} from './channels/guests.ts'
import { lighthouseSightings } from './channels/lighthouse.ts'
import { type Known, localAccountSightings } from './channels/local-accounts.ts'
import { manualSightings } from './channels/manual.ts'
import { signInSightings, undecidedEvents } from './channels/sign-ins.ts'
import { governanceSightings } from './channels/tenant-governance.ts'
import { type Merged, merged } from './merge.ts'
import { nameOfId } from './nameless.ts'
import type { PartnerRecords } from './records.ts'
import { type Channel, channels, type PartnerKind, type Power, type Sighting } from './sighting.ts'
import { type PartnerSources, partnerSources } from './sources.ts'

/** A channel of one provider with the records that show it. */
export interface PartnerChannel {
  readonly kind: Channel
  /** ISO 8601, the earliest that a record gives. */
  readonly since: string | undefined
  /** ISO 8601, the latest end; undefined where one of them has none. */
  readonly until: string | undefined
  readonly evidence: readonly Fact[]
}

/** One provider; it may own several tenants. */
export interface Partner {
  /** Its first tenant id, else its domain, else what stands for it. */
  readonly id: string
  /** Every id that it may have been decided under. */
  readonly ids: readonly string[]
  readonly name: string
  readonly kind: PartnerKind
  readonly tenantIds: readonly string[]
  readonly domains: readonly string[]
  readonly channels: readonly PartnerChannel[]
  readonly powers: readonly Power[]
  readonly claims: readonly Claim[]
  /** Of its strongest power. */
  readonly tier: Tier
  /** Why it may be no partner at all, where every record of it leaves that open. */
  readonly doubt: string | undefined
}

export interface PartnerRegister {
  /** Who can do most comes first. */
  readonly partners: readonly Partner[]
  /** Why there may be more of them in the very records that were read. */
  readonly undecided: readonly string[]
  /** The same of the logs, where some were read. */
  readonly undecidedInLogs: readonly string[]
}

/**
 * Makes the register. Pure: what was not read is simply not there, and the caller says so beside it
 * (`channelDatasets`).
 * @param filedUnder the tenant id that the records are kept under, for inputs without an organisation record
 * @param now relationships that ended before are over
 */
export function partnerRegister(records: PartnerRecords, filedUnder: string, now: Date): PartnerRegister {
  const sources = partnerSources(records, filedUnder, now)
  const found = sightingsOf(sources)
  const partners = merged(found, records.tenantInformation).map((one) => partnerOf(one, sources))
  return {
    partners: partners.toSorted(
      (one, other) => rankOf(one) - rankOf(other) || one.name.localeCompare(other.name),
    ),
    undecided: undecidedPrincipals(sources),
    undecidedInLogs: undecidedEvents(sources),
  }
}

function sightingsOf(sources: PartnerSources): readonly Sighting[] {
  const powersOf = powersOfAccounts(sources)
  const direct = [
    ...directoryRoleSightings(sources),
    ...governanceSightings(sources),
    ...crossTenantSightings(sources),
    ...azureRoleSightings(sources),
    ...lighthouseSightings(sources),
    ...applicationSightings(sources),
    ...guestSightings(sources, powersOf),
    ...commerceSightings(sources),
    ...manualSightings(sources),
  ].filter(({ home }) => home.tenantId === undefined || !isMicrosoft(home.tenantId))
  const { tenantInformation } = sources.records
  const tenants = new Set(merged(direct, tenantInformation).flatMap((one) => one.tenantIds))
  const logged = [...signInSightings(sources, tenants), ...auditSightings(sources, tenants, powersOf)]
  const known = merged([...direct, ...logged], tenantInformation)
  const guests = guestsOfKnown(known, direct, sources, powersOf)
  const administering = known.filter(isAdministering).map((one) => knownOf(one, sources))
  const locals = localAccountSightings(sources, administering, powersOf)
  return [...direct, ...guests, ...locals, ...withoutTwins(logged, locals)]
}

/** Guests without a role, of those who are on the register for another reason. */
function guestsOfKnown(
  known: readonly Merged[],
  direct: readonly Sighting[],
  sources: PartnerSources,
  powersOf: (account: User) => AccountPowers,
): readonly Sighting[] {
  const seen = new Set(direct.filter(({ channel }) => channel === 'guest').map(({ evidence }) => evidence.id))
  const domains = new Set(known.flatMap((one) => one.domains))
  return sources.records.users.flatMap((account) => {
    if (seen.has(account.id) || isExternal(account) !== true) return []
    const domain = homeDomainOf(account, sources)
    return domain === undefined || !domains.has(domain)
      ? []
      : [guestSighting(account, powersOf(account), sources)]
  })
}

/** An account that is called after the provider which made it is one record. */
function withoutTwins(logged: readonly Sighting[], locals: readonly Sighting[]): readonly Sighting[] {
  const keyOf = ({ home, evidence }: Sighting) => `${home.tenantId?.toLowerCase()} ${evidence.id}`
  const known = new Set(locals.map(keyOf))
  return logged.filter((one) => one.channel !== 'localAccount' || !known.has(keyOf(one)))
}

const ADMINISTERS: ReadonlySet<Channel> = new Set([
  'directoryRole',
  'tenantGovernance',
  'crossTenantAccess',
  'azureRole',
  'lighthouse',
  'manual',
])

function isAdministering({ sightings }: Merged): boolean {
  return sightings.some(({ channel }) => ADMINISTERS.has(channel))
}

function knownOf(one: Merged, sources: PartnerSources): Known {
  const [tenantId] = one.tenantIds
  const [domain] = one.domains
  const [typed] = one.names
  const home = { tenantId, domain, name: typed, principalId: one.principalIds[0] }
  return { home, names: [...one.names, ...resolvedNames(one, sources)], domains: one.domains }
}

function partnerOf(one: Merged, sources: PartnerSources): Partner {
  const ids = [...one.tenantIds, ...one.domains, ...one.names, ...one.principalIds]
  const id = ids[0] ?? ''
  const powers = one.sightings.flatMap((sighting) => sighting.powers)
  return {
    id,
    ids,
    name: nameOf(one, sources) ?? nameOfId(id),
    kind: kindOf(one),
    tenantIds: one.tenantIds,
    domains: one.domains,
    channels: channels.flatMap((kind) => channelOf(kind, one)),
    powers,
    claims: distinct(one.sightings.flatMap(({ claims }) => claims)),
    tier: highest(powers.map(({ tier }) => tier)),
    doubt: one.sightings.every(({ doubt }) => doubt) ? one.sightings[0]?.doubt : undefined,
  }
}

/** What the customer calls it, else what Microsoft resolves its tenant to. */
function nameOf(one: Merged, sources: PartnerSources): string | undefined {
  const typed = one.sightings.flatMap(({ channel, home }) =>
    channel === 'manual' && home.name ? [home.name] : [],
  )
  const guest = one.sightings.find(({ channel }) => channel === 'guest')?.evidence.fields['userPrincipalName']
  const [name] = [...typed, ...resolvedNames(one, sources), ...one.domains]
  if (name !== undefined) return name
  if (typeof guest === 'string') return guest
  const [principalId] = one.principalIds
  return principalId === undefined ? undefined : `unnamed foreign group ${principalId}`
}

function resolvedNames({ tenantIds, sightings }: Merged, { records }: PartnerSources): readonly string[] {
  const information = records.tenantInformation.filter(({ tenantId }) =>
    tenantIds.includes(tenantId.toLowerCase()),
  )
  const asShown = sightings.flatMap(({ evidence: { fields } }) => [
    fields['governingTenantName'],
    fields['managedBy'],
  ])
  const names = [...information.map(({ displayName }) => displayName), ...asShown]
  return names.filter((name): name is string => typeof name === 'string' && name.trim() !== '')
}

const KIND_ORDER: readonly PartnerKind[] = [
  'indirectProvider',
  'reseller',
  'managedServiceProvider',
  'vendor',
]

/** What the customer says of it; else what it can do says more than what it sold. */
function kindOf({ sightings }: Merged): PartnerKind {
  const said = sightings.filter(({ channel }) => channel === 'manual').map(({ kind }) => kind)
  const typed = KIND_ORDER.find((kind) => said.includes(kind))
  if (typed !== undefined) return typed
  if (sightings.some(({ channel }) => ADMINISTERS.has(channel))) return 'managedServiceProvider'
  if (sightings.some(({ channel }) => channel === 'commerce')) return 'reseller'
  if (sightings.some(({ channel }) => channel === 'signIn' || channel === 'audit'))
    return 'managedServiceProvider'
  return sightings.some(({ channel }) => channel === 'application') ? 'vendor' : 'unknown'
}

function channelOf(kind: Channel, { sightings }: Merged): readonly PartnerChannel[] {
  const own = sightings.filter(({ channel }) => channel === kind)
  if (own.length === 0) return []
  const ends = own.map(({ until }) => until)
  return [
    {
      kind,
      since: own.flatMap(({ since }) => (since ? [since] : [])).toSorted()[0],
      until: ends.includes(undefined) ? undefined : ends.toSorted().at(-1),
      evidence: own.map(({ evidence }) => evidence),
    },
  ]
}

/** One claim a key; of several ends the latest, where none is later than any. */
function distinct(claims: readonly Claim[]): readonly Claim[] {
  const byKey = new Map<string, Claim>()
  for (const claim of claims) {
    const key = JSON.stringify(Object.entries(claim.key).toSorted())
    const before = byKey.get(key)
    if (before === undefined || isLater(claim.end, before.end)) byKey.set(key, claim)
  }
  return [...byKey.values()]
}

const TIER_ORDER: readonly Tier[] = ['tier0', 'privileged', 'unknown', 'other']

/** Who can do most comes first; vendors of applications without power come last. */
function rankOf({ tier, powers }: Partner): number {
  return powers.length === 0 ? TIER_ORDER.length : TIER_ORDER.indexOf(tier)
}
