/**
 * First and last sight of every fact on the register, over a chain of snapshots (identity.md §d.5). What a snapshot
 * shows was there; what it does not show is gone only where the snapshot would have shown it.
 */
import type { Coverage } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Fact } from '#model/outcome.ts'
import { type PartnerHistory, type SeenFact, seenKey } from '#model/partner-history.ts'
import type { Partner, PartnerChannel } from './register.ts'
import type { Channel } from './sighting.ts'

/** What one snapshot, or one copy by hand, says. */
export interface Observation {
  /** ISO 8601: the time that the records are of. */
  readonly at: string
  readonly partners: readonly Partner[]
  readonly coverage: (dataset: DatasetName) => Coverage
  /** Whether an account is in the directory, whoever it belongs to. */
  readonly hasAccount: (id: string) => boolean
}

/** What has to be whole beside the dataset of a record before the record's absence means anything. */
const RESTS_ON: Partial<Record<Channel, readonly DatasetName[]>> = {
  // Whether a group is foreign is told by asking for its members.
  directoryRole: ['organization', 'groupMembers'],
  tenantGovernance: [],
  crossTenantAccess: [],
  azureRole: [],
  lighthouse: ['organization'],
  application: [],
  commerce: [],
  manual: [],
}

/** The history with one more observation, which must be later than those before it. */
export function withObservation(history: PartnerHistory, observation: Observation): PartnerHistory {
  const seen = new Map(observation.partners.flatMap((partner) => factsOf(partner, observation.at)))
  const before = new Map(history.facts.map((fact) => [seenKey(fact), fact]))
  const known = history.facts.map((fact) => {
    const now = seen.get(seenKey(fact))
    if (now !== undefined) return seenAgain(fact, now, observation.at)
    return fact.goneAt === undefined && isGone(fact, observation) ? { ...fact, goneAt: observation.at } : fact
  })
  const fresh = [...seen].flatMap(([key, fact]) => (before.has(key) ? [] : [fact]))
  return { ...history, facts: [...known, ...fresh] }
}

function seenAgain({ firstSeen, lastSeen, goneAt, backAt }: SeenFact, now: SeenFact, at: string): SeenFact {
  const back = goneAt === undefined ? backAt : at
  return {
    ...now,
    firstSeen: earlier(firstSeen, now.firstSeen),
    lastSeen: later(lastSeen, now.lastSeen),
    ...(back === undefined ? {} : { backAt: back }),
  }
}

const earlier = (one: string, other: string): string => (other < one ? other : one)
const later = (one: string, other: string): string => (other > one ? other : one)

/**
 * Logs forget, so that what left them is not gone. An account shows as a provider's because of many other records: it
 * is gone when the directory holds it no more, and not when one of those is missing.
 */
function isGone(
  { channel, dataset, record }: SeenFact,
  { coverage, hasAccount }: Pick<Observation, 'coverage' | 'hasAccount'>,
): boolean {
  const isWhole = (name: string) => coverage(name as DatasetName).state === 'complete'
  if (channel === 'guest' || channel === 'localAccount')
    return dataset === 'users' && isWhole('users') && !hasAccount(record)
  const others = RESTS_ON[channel as Channel]
  return others !== undefined && [dataset, ...others].every(isWhole)
}

const IN_LOGS: ReadonlySet<Channel> = new Set(['signIn', 'audit'])

function factsOf(partner: Partner, at: string): readonly (readonly [string, SeenFact])[] {
  return partner.channels.flatMap((channel) =>
    recordsOf(channel, partner, at).map((fact) => [seenKey(fact), fact] as const),
  )
}

function recordsOf(channel: PartnerChannel, partner: Partner, at: string): readonly SeenFact[] {
  const { id: record, ids, name } = partner
  const whose = { channel: channel.kind, partners: [...ids], partner: name }
  if (IN_LOGS.has(channel.kind)) {
    const times = timesIn(channel)
    const [first = at] = times
    const seen = { firstSeen: first, lastSeen: times.at(-1) ?? first }
    return [{ ...whose, dataset: channel.kind, record, what: '', ...seen }]
  }
  return channel.evidence.map((fact) => ({
    ...whose,
    dataset: fact.dataset,
    record: recordIn(fact),
    what: whatIn(fact),
    firstSeen: at,
    lastSeen: at,
  }))
}

function timesIn({ evidence }: PartnerChannel): readonly string[] {
  return evidence
    .flatMap(({ fields }) => (typeof fields['time'] === 'string' ? [fields['time']] : []))
    .toSorted()
}

/** The key under which the history has a fact of the register. */
export function keyOfFact(kind: Channel, fact: Fact, partner: Pick<Partner, 'id'>): string {
  return IN_LOGS.has(kind)
    ? seenKey({ channel: kind, dataset: kind, record: partner.id })
    : seenKey({ channel: kind, dataset: fact.dataset, record: recordIn(fact) })
}

/** One subscription may be managed by several tenants; elsewhere a record is about one provider. */
function recordIn({ dataset, id, fields }: Fact): string {
  return dataset === 'subscriptions' ? `${id} ${String(fields['managedByTenants'])}` : id
}

/** Which field of a record tells a reader best what it was. */
const TELLING = [
  'role',
  'displayName',
  'offer',
  'userPrincipalName',
  'relationship',
  'name',
  'scope',
] as const
const LONGEST_WHAT = 200

function whatIn({ id, fields }: Fact): string {
  const words = TELLING.map((field) => fields[field]).find(
    (value) => typeof value === 'string' && value !== '',
  )
  return String(words ?? id).slice(0, LONGEST_WHAT)
}
