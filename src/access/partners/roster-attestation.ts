/**
 * Whether somebody vouches for the roster of a partner, this quarter: that these are the people who work here. What is
 * covered is who they are, so that one more of them, or an account in other hands, is a gain (design.md §3).
 */
import type { Claim } from '#model/claims.ts'
import { differenceOf, itemsOf } from '#model/claims.ts'
import type { Attestation, Decisions } from '#model/decisions.ts'
import type { RosterEntry } from '#model/records/partner-roster.ts'
import type { TenantInformation } from '#model/records/tenant-information.ts'
import { type AttestationState, answering, attestationOf } from '../attested.ts'

/** The control whose finding an attestation of a roster answers. */
export const ATTESTS_ROSTERS = 'partners/rosters-are-attested'

/** Partners are to be reviewed quarterly (identity.md §d.3). */
export const ROSTER_HOLDS_DAYS = 92
const DAY_MS = 24 * 60 * 60 * 1000

export interface Roster {
  /** Of the attestation; no partner is called so. */
  readonly id: string
  /** Every id that it may have been attested under. */
  readonly ids: readonly string[]
  /** What people call the partner. */
  readonly partner: string
  /** Tenant id, domain and name of the partner, in lower case, as far as the roster or Microsoft tells. */
  readonly of: readonly string[]
  /** Rows of people who may act now or later. */
  readonly entries: readonly RosterEntry[]
  readonly claims: readonly Claim[]
}

/** The rosters by partner, without the people who left; one of whom all left is still a roster. */
export function rostersOf(
  entries: readonly RosterEntry[],
  tenants: readonly TenantInformation[],
  now: Date,
): readonly Roster[] {
  const today = now.toISOString().slice(0, 'yyyy-mm-dd'.length)
  const groups = Map.groupBy(entries, (entry) => homeOf(entry, tenants))
  return [...groups].map(([home, all]) => rosterOf(home, all, tenants, today))
}

/** A domain stands for the tenant whose default domain it is. */
function homeOf({ tenantId, domain, name }: RosterEntry, tenants: readonly TenantInformation[]): string {
  const called = domain?.toLowerCase()
  const found = tenants.find(({ defaultDomainName }) => called && defaultDomainName?.toLowerCase() === called)
  return (tenantId ?? found?.tenantId ?? domain ?? name ?? 'somebody').toLowerCase()
}

function rosterOf(
  home: string,
  all: readonly RosterEntry[],
  tenants: readonly TenantInformation[],
  today: string,
): Roster {
  const information = tenants.find(({ tenantId }) => tenantId.toLowerCase() === home)
  const entries = all.filter(({ until }) => !until || until >= today)
  const names = all.flatMap(({ name, domain }) => [name, domain])
  const of = [home, information?.displayName, information?.defaultDomainName, ...names]
  const ids = [home, ...all.flatMap(({ tenantId, domain, name }) => [tenantId, domain, name])]
  return {
    id: idOf(home),
    ids: distinct(ids).map(idOf),
    partner: all.find(({ name }) => name)?.name ?? information?.displayName ?? home,
    of: distinct(of),
    entries,
    claims: entries.map(claimOf),
  }
}

const idOf = (home: string): string => `roster of ${home.toLowerCase()}`

const distinct = (texts: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => (text ? [text.trim().toLowerCase()] : []))),
]

/** The account alone would let it go from hand to hand. */
function claimOf({ objectId, person, until }: RosterEntry): Claim {
  return {
    dataset: 'partnerRoster',
    key: { channel: 'roster', account: objectId, person: person.trim().toLowerCase() },
    end: until ?? null,
    what: `${person} (${objectId})`,
  }
}

/** Whether the roster is attested as it is, by a look of this quarter: a longer end that was given does not count. */
export function rosterState({ ids, claims }: Roster, decisions: Decisions, now: Date): AttestationState {
  const items = itemsOf(claims, decisions.fingerprint)
  return attestationOf(ids, items, thisQuarter(decisions), now)
}

function thisQuarter(decisions: Decisions): Decisions {
  const own = answering(ATTESTS_ROSTERS, decisions)
  return { ...own, attestations: own.attestations.map((one) => ({ ...one, until: endOf(one) })) }
}

/** When it has to be looked at again, ISO 8601: after a quarter, or on the earlier day that was given. */
function endOf({ at, until }: Attestation): string {
  const quarter = new Date(Date.parse(at) + ROSTER_HOLDS_DAYS * DAY_MS).toISOString()
  return until < quarter ? until : quarter
}

/** What somebody decided of the roster last, with its end, and who left it since. */
export function rosterDecision(
  { ids, claims }: Roster,
  decisions: Decisions,
): { readonly latest?: Attestation; readonly lost: readonly string[] } {
  const { attestations, fingerprint } = thisQuarter(decisions)
  const latest = attestations
    .filter(({ kind, subject }) => kind === 'attest' && ids.includes(subject.toLowerCase()))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1)
  if (latest === undefined) return { lost: [] }
  const { losses } = differenceOf(itemsOf(claims, fingerprint), latest.items)
  return { latest, lost: losses.map(({ what }) => what) }
}
