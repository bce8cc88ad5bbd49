/** The findings of one tenant over time: open, fixed, reopened; nothing is deleted. */
import type { Kysely } from 'kysely'
import type { AssessedFinding, FindingState } from '#model/assessment.ts'
import type { TenantId } from '#model/ids.ts'
import type { DecisionsSchema } from './schema.ts'

/** What is kept of a finding beside the finding itself. */
export interface StoredFinding {
  readonly id: string
  readonly control: string
  readonly state: FindingState
  readonly firstSeen: string
  readonly lastSeen: string
  readonly snapshot: string
  readonly finding: AssessedFinding
}

export interface FindingEvent {
  readonly at: string
  readonly state: string
  readonly snapshot: string
}

/** The change of one assessment, written in one transaction. */
export interface FindingChanges {
  readonly at: string
  readonly snapshot: string
  readonly seen: readonly {
    readonly control: string
    readonly finding: AssessedFinding
    readonly event: boolean
  }[]
  /** Ids that are proven gone. */
  readonly fixed: readonly string[]
}

export interface FindingsStore {
  /** State and first sight of every finding ever seen, by id. */
  states(): Promise<ReadonlyMap<string, Pick<StoredFinding, 'control' | 'state' | 'firstSeen'>>>
  apply(changes: FindingChanges): Promise<void>
  /** Findings whose id begins with `prefix`, at most 20. */
  byPrefix(prefix: string): Promise<readonly StoredFinding[]>
  history(id: string): Promise<readonly FindingEvent[]>
}

/** SQLite takes at most 32,766 parameters a statement; a finding has eleven. */
const ROWS_PER_INSERT = 500

/** Opens the findings of a tenant. */
export function findingsOf(database: Kysely<DecisionsSchema>, tenant: TenantId): FindingsStore {
  return {
    states: () => statesOf(database, tenant),
    apply: (changes) => database.transaction().execute((transaction) => apply(transaction, tenant, changes)),
    byPrefix: (prefix) => byPrefix(database, tenant, prefix),
    history: (id) =>
      database
        .selectFrom('finding_history')
        .select(['at', 'state', 'snapshot'])
        .where('tenant', '=', tenant)
        .where('finding', '=', id)
        .orderBy('id')
        .execute(),
  }
}

async function statesOf(database: Kysely<DecisionsSchema>, tenant: TenantId) {
  const rows = await database
    .selectFrom('findings')
    .select(['id', 'control', 'state', 'first_seen'])
    .where('tenant', '=', tenant)
    .execute()
  return new Map(
    rows.map((row) => [row.id, { control: row.control, state: row.state, firstSeen: row.first_seen }]),
  )
}

async function apply(
  database: Kysely<DecisionsSchema>,
  tenant: TenantId,
  changes: FindingChanges,
): Promise<void> {
  for (const batch of batches(changes.seen)) await upsert(database, tenant, changes, batch)
  const events = changes.seen.filter(({ event }) => event).map(({ finding }) => finding)
  for (const batch of batches(events)) {
    await remember(
      database,
      tenant,
      changes,
      batch.map(({ id, state }) => ({ id, state })),
    )
  }
  for (const batch of batches(changes.fixed)) {
    await database
      .updateTable('findings')
      .set({ state: 'fixed', snapshot: changes.snapshot })
      .where('tenant', '=', tenant)
      .where('id', 'in', batch)
      .execute()
    await remember(
      database,
      tenant,
      changes,
      batch.map((id) => ({ id, state: 'fixed' })),
    )
  }
}

async function upsert(
  database: Kysely<DecisionsSchema>,
  tenant: TenantId,
  { at, snapshot }: FindingChanges,
  batch: FindingChanges['seen'],
): Promise<void> {
  const rows = batch.map(({ control, finding }) => ({
    tenant,
    id: finding.id,
    control,
    subject: finding.subject.id,
    subject_name: finding.subject.name,
    severity: finding.severity,
    state: finding.state,
    first_seen: finding.firstSeen,
    last_seen: at,
    snapshot,
    detail: JSON.stringify(finding),
  }))
  await database
    .insertInto('findings')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'id']).doUpdateSet((row) => ({
        subject_name: row.ref('excluded.subject_name'),
        severity: row.ref('excluded.severity'),
        state: row.ref('excluded.state'),
        last_seen: row.ref('excluded.last_seen'),
        snapshot: row.ref('excluded.snapshot'),
        detail: row.ref('excluded.detail'),
      })),
    )
    .execute()
}

async function remember(
  database: Kysely<DecisionsSchema>,
  tenant: TenantId,
  { at, snapshot }: FindingChanges,
  events: readonly { id: string; state: string }[],
): Promise<void> {
  if (events.length === 0) return
  await database
    .insertInto('finding_history')
    .values(events.map(({ id, state }) => ({ tenant, finding: id, at, state, snapshot })))
    .execute()
}

async function byPrefix(database: Kysely<DecisionsSchema>, tenant: TenantId, prefix: string) {
  const rows = await database
    .selectFrom('findings')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '>=', prefix)
    .where('id', '<', `${prefix}g`)
    .orderBy('id')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    control: row.control,
    state: row.state,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    snapshot: row.snapshot,
    finding: JSON.parse(row.detail) as AssessedFinding,
  }))
}

function* batches<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += ROWS_PER_INSERT)
    yield list.slice(start, start + ROWS_PER_INSERT)
}
