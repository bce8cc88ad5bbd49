/**
 * Keeps when each fact about a partner was first and last seen. Every snapshot is taken in once, when it is assessed or
 * first looked at; without the file, or when an older snapshot turns up, all are taken in anew in the order of their
 * time.
 */
import { withObservation } from '#access/partners/history.ts'
import { logDatasets, operationDatasets, partnerDatasets } from '#access/partners/records.ts'
import { partnerRegister } from '#access/partners/register.ts'
import { complete, notAttempted } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { JournalEntry } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import { snapshotId } from '#model/ids.ts'
import { noHistory, type PartnerHistory } from '#model/partner-history.ts'
import { partnerRelationships } from '#model/records/partner-relationships.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from './facts.ts'
import type { Facts } from './judge.ts'
import { recordsOf, withLogs } from './partner-records.ts'

/** What is read of a snapshot for the history. */
export const historyDatasets = [
  ...partnerDatasets,
  ...logDatasets,
  ...operationDatasets,
] as const satisfies readonly DatasetName[]

/** A snapshot whose facts are at hand, without what was copied by hand. */
export interface AtHand {
  readonly snapshot: Snapshot
  readonly facts: Facts
}

/**
 * The history of a tenant through its latest snapshot.
 * @throws KeywardError `data-unwritable`
 */
export async function partnerHistory(store: TenantStore, atHand?: AtHand): Promise<PartnerHistory> {
  const kept = await store.partnerHistory.read()
  const all = await store.snapshots.list()
  const taken = new Set(kept?.snapshots ?? [])
  const fresh = all.filter((id) => !taken.has(id))
  if (kept !== undefined && fresh.length === 0) return kept
  const opened = await openAll(store, fresh)
  const [first] = opened.snapshots
  const isBehind = first !== undefined && kept?.through !== undefined && momentOf(first) < kept.through
  const begun = kept === undefined || isBehind ? noHistory : kept
  const { snapshots, broken } = isBehind ? await openAll(store, all) : opened
  const history = await takeIn({ ...begun, broken: [...begun.broken, ...broken] }, store, snapshots, atHand)
  await store.partnerHistory.write(history)
  return history
}

/** The time that the records of a snapshot are of. */
export function momentOf({ manifest }: Pick<Snapshot, 'manifest'>): string {
  const { now, collectedAt, sealedAt } = manifest
  // An export tells its time by what somebody wrote into its records.
  const told = [now, collectedAt].find((text) => !Number.isNaN(Date.parse(text ?? '')))
  return new Date(told ?? sealedAt).toISOString()
}

interface Opened {
  readonly snapshots: readonly Snapshot[]
  readonly broken: readonly string[]
}

/** In the order of their time; one that was changed after its seal proves nothing and is named. */
async function openAll(store: TenantStore, ids: readonly string[]): Promise<Opened> {
  const snapshots: Snapshot[] = []
  const broken: string[] = []
  for (const id of ids) {
    const snapshot = await unlessBroken(() => store.snapshots.open(snapshotId(id)))
    if (snapshot === undefined) broken.push(id)
    else snapshots.push(snapshot)
  }
  return { snapshots: snapshots.toSorted((a, b) => momentOf(a).localeCompare(momentOf(b))), broken }
}

async function unlessBroken<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'snapshot-broken') return undefined
    throw error
  }
}

async function takeIn(
  begun: PartnerHistory,
  store: TenantStore,
  snapshots: readonly Snapshot[],
  atHand: AtHand | undefined,
): Promise<PartnerHistory> {
  let history = begun
  for (const snapshot of snapshots) {
    const isAtHand = atHand?.snapshot.id === snapshot.id
    const facts = isAtHand ? atHand.facts : await unlessBroken(() => loadFacts(snapshot, historyDatasets))
    history =
      facts === undefined
        ? { ...history, broken: [...history.broken, snapshot.id] }
        : withSnapshot(history, facts, store.tenant, momentOf(snapshot))
    history = { ...history, snapshots: [...history.snapshots, snapshot.id] }
  }
  return { ...history, snapshots: [...new Set([...history.snapshots, ...history.broken])] }
}

function withSnapshot(history: PartnerHistory, facts: Facts, tenant: string, at: string): PartnerHistory {
  const { partners } = partnerRegister(withLogs(facts), tenant, new Date(at))
  const accounts = new Set(facts.records('users').map(({ id }) => id.toLowerCase()))
  const observation = {
    at,
    partners,
    coverage: facts.coverage,
    hasAccount: (id: string) => accounts.has(id.toLowerCase()),
  }
  return { ...withObservation(history, observation), through: at }
}

/**
 * The history with the relationships that were copied by hand: they lie with the decisions and in no snapshot, and the
 * journal has every copy with its day. Made anew each time, for copies are few and small.
 */
export function withCopies(
  history: PartnerHistory,
  journal: readonly JournalEntry[],
  tenant: string,
): PartnerHistory {
  let copies = noHistory
  for (const { at, rows } of journal.flatMap(copyIn)) copies = withCopy(copies, rows, tenant, at)
  return { ...history, facts: [...history.facts, ...copies.facts] }
}

type Rows = ReturnType<Facts['records']>

interface Copy {
  readonly at: string
  readonly rows: readonly unknown[]
}

function copyIn({ at, act, detail }: JournalEntry): readonly Copy[] {
  const { dataset, rows } = detail
  return act === 'register' && dataset === partnerRelationships.name && Array.isArray(rows)
    ? [{ at, rows }]
    : []
}

function withCopy(
  history: PartnerHistory,
  rows: readonly unknown[],
  tenant: string,
  at: string,
): PartnerHistory {
  const records = rows.flatMap((row) => {
    const parsed = partnerRelationships.record.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
  const { name: copied } = partnerRelationships
  const facts: Facts = {
    records: (name) =>
      (name === copied ? (records as Rows) : []) as ReturnType<typeof facts.records<typeof name>>,
    coverage: (name) => (name === copied ? complete : notAttempted('a copy holds nothing else')),
  }
  const { partners } = partnerRegister(recordsOf(facts), tenant, new Date(at))
  return withObservation(history, { at, partners, coverage: facts.coverage, hasAccount: () => false })
}
