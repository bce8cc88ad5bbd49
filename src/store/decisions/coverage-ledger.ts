/**
 * The coverage ledger of one tenant: what was asked of each log, when, and what came of it. A window's new state, its
 * halves and its line in the journal are one transaction, so that whoever is killed in between finds the one or the other.
 */
import type { Insertable, Kysely, Selectable } from 'kysely'
import type { Coverage } from '#model/coverage.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type {
  AttemptAct,
  FeedName,
  FeedRecord,
  LedgerEntry,
  LogWindow,
  NewWindow,
  RowsByHour,
  Span,
  Tally,
  WindowChange,
} from '#model/events/log-window.ts'
import type { TenantId } from '#model/ids.ts'
import type { DecisionsSchema } from './schema.ts'

export interface CoverageLedger {
  /** Every feed that was ever asked for, by name. */
  feeds(): Promise<readonly FeedRecord[]>
  /** Says what is known of a feed as a whole, in place of what was known before. */
  keepFeed(record: FeedRecord): Promise<void>
  /** The windows of a feed that end after a moment, in order of time. */
  windows(feed: FeedName, after: number): Promise<readonly LogWindow[]>
  /** Adds windows; one that is there already stays as it is, unless it was withdrawn. */
  plan(windows: readonly NewWindow[], at: number): Promise<void>
  /** Writes into the journal that a window is now being asked for. */
  begin(window: LogWindow, at: number): Promise<void>
  /** Keeps what came of an attempt. */
  settle(change: WindowChange): Promise<void>
  /** The end of the last first look that was given up on or lost; undefined when there is none. */
  lastHole(feed: FeedName): Promise<number | undefined>
  /** The journal of what touches a span, in the order in which it was written. */
  entries(feed: FeedName, span: Span): Promise<readonly LedgerEntry[]>
}

type Database = Kysely<DecisionsSchema>

/** Opens the ledger of a tenant. */
export function coverageLedgerOf(database: Database, tenant: TenantId): CoverageLedger {
  return {
    feeds: () => feedsOf(database, tenant),
    keepFeed: (record) => keepFeed(database, tenant, record),
    windows: (feed, after) => windowsOf(database, tenant, feed, after),
    plan: (windows, at) =>
      database.transaction().execute(async (transaction) => plan(transaction, tenant, windows, at)),
    begin: ({ feed, round, from, to, askFrom }, at) =>
      write(database, tenant, [{ feed, round, from, to, askFrom, at, act: 'begun' }]),
    settle: (change) => database.transaction().execute((transaction) => settle(transaction, tenant, change)),
    lastHole: (feed) => lastHole(database, tenant, feed),
    entries: (feed, span) => entriesOf(database, tenant, feed, span),
  }
}

async function feedsOf(database: Database, tenant: TenantId): Promise<readonly FeedRecord[]> {
  const rows = await database
    .selectFrom('log_feeds')
    .selectAll()
    .where('tenant', '=', tenant)
    .orderBy('feed')
    .execute()
  return rows.map(({ feed, source, begun, coverage, at }) => ({
    feed,
    source: source as LogSource,
    begun: Date.parse(begun),
    coverage: JSON.parse(coverage) as Coverage,
    at: Date.parse(at),
  }))
}

async function keepFeed(database: Database, tenant: TenantId, record: FeedRecord): Promise<void> {
  const { feed, source, begun, coverage, at } = record
  const values = { source, begun: iso(begun), coverage: JSON.stringify(coverage), at: iso(at) }
  await database
    .insertInto('log_feeds')
    .values({ tenant, feed, ...values })
    .onConflict((conflict) => conflict.columns(['tenant', 'feed']).doUpdateSet(values))
    .execute()
}

async function windowsOf(
  database: Database,
  tenant: TenantId,
  feed: FeedName,
  after: number,
): Promise<readonly LogWindow[]> {
  const rows = await database
    .selectFrom('log_windows')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('feed', '=', feed)
    .where('ends', '>', iso(after))
    .orderBy('starts')
    .orderBy('round')
    .execute()
  return rows.map(windowIn)
}

/** SQLite takes at most 32,766 parameters a statement; a window has thirteen. */
const ROWS_PER_INSERT = 500

async function plan(
  database: Database,
  tenant: TenantId,
  windows: readonly NewWindow[],
  at: number,
): Promise<void> {
  for (let start = 0; start < windows.length; start += ROWS_PER_INSERT)
    await insert(database, tenant, windows.slice(start, start + ROWS_PER_INSERT))
  const lost = windows.filter(({ state }) => state === 'lost')
  await write(
    database,
    tenant,
    lost.map((one) => lostEntry(one, at)),
  )
}

function lostEntry({ feed, round, from, to, askFrom, because }: NewWindow, at: number): LedgerEntry {
  return { feed, round, from, to, askFrom, at, act: 'lost', ...(because === undefined ? {} : { because }) }
}

async function insert(database: Database, tenant: TenantId, windows: readonly NewWindow[]): Promise<void> {
  if (windows.length === 0) return
  await database
    .insertInto('log_windows')
    .values(windows.map((window) => rowOf(tenant, window)))
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'feed', 'round', 'starts', 'ends'])
        .doUpdateSet((row) => ({
          state: row.ref('excluded.state'),
          tries: row.ref('excluded.tries'),
          next_attempt: row.ref('excluded.next_attempt'),
          answered_at: null,
          tally: null,
          because: row.ref('excluded.because'),
          handle: null,
        }))
        .where('log_windows.state', '=', 'withdrawn'),
    )
    .execute()
}

async function settle(
  database: Database,
  tenant: TenantId,
  { window, halves, entry }: WindowChange,
): Promise<void> {
  const { tenant: _tenant, feed, round, starts, ends, ...values } = rowOf(tenant, window)
  await database
    .updateTable('log_windows')
    .set(values)
    .where('tenant', '=', tenant)
    .where('feed', '=', feed)
    .where('round', '=', round)
    .where('starts', '=', starts)
    .where('ends', '=', ends)
    .execute()
  await insert(database, tenant, halves)
  const lost = halves.filter(({ state }) => state === 'lost')
  await write(database, tenant, [entry, ...lost.map((one) => lostEntry(one, entry.at))])
}

async function lastHole(database: Database, tenant: TenantId, feed: FeedName): Promise<number | undefined> {
  const row = await database
    .selectFrom('log_windows')
    .select('ends')
    .where('tenant', '=', tenant)
    .where('feed', '=', feed)
    .where('round', '=', 0)
    .where('state', 'in', ['dead', 'lost'])
    .orderBy('ends', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : Date.parse(row.ends)
}

async function write(database: Database, tenant: TenantId, entries: readonly LedgerEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += ROWS_PER_INSERT) {
    const rows = entries.slice(start, start + ROWS_PER_INSERT).map((entry) => ({
      tenant,
      feed: entry.feed,
      round: entry.round,
      starts: iso(entry.from),
      ends: iso(entry.to),
      ask_from: iso(entry.askFrom),
      at: iso(entry.at),
      act: entry.act,
      tally: jsonOf(entry.tally),
      rows_by_hour: jsonOf(entry.rowsByHour),
      because: entry.because ?? null,
    }))
    await database.insertInto('log_attempts').values(rows).execute()
  }
}

async function entriesOf(
  database: Database,
  tenant: TenantId,
  feed: FeedName,
  { from, to }: Span,
): Promise<readonly LedgerEntry[]> {
  const rows = await database
    .selectFrom('log_attempts')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('feed', '=', feed)
    .where('ends', '>', iso(from))
    .where('ask_from', '<', iso(to))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    feed: row.feed,
    round: row.round,
    from: Date.parse(row.starts),
    to: Date.parse(row.ends),
    askFrom: Date.parse(row.ask_from),
    at: Date.parse(row.at),
    act: row.act as AttemptAct,
    ...(row.tally === null ? {} : { tally: JSON.parse(row.tally) as Tally }),
    ...(row.rows_by_hour === null ? {} : { rowsByHour: JSON.parse(row.rows_by_hour) as RowsByHour }),
    ...(row.because === null ? {} : { because: row.because }),
  }))
}

type WindowRow = DecisionsSchema['log_windows']

function rowOf(tenant: TenantId, window: NewWindow | LogWindow): Insertable<WindowRow> {
  const known: Partial<LogWindow> = window
  return {
    tenant,
    feed: window.feed,
    round: window.round,
    starts: iso(window.from),
    ends: iso(window.to),
    ask_from: iso(window.askFrom),
    state: window.state,
    tries: window.tries,
    next_attempt: iso(window.nextAttempt),
    answered_at: known.answeredAt === undefined ? null : iso(known.answeredAt),
    tally: jsonOf(known.tally),
    because: window.because ?? null,
    handle: known.handle ?? null,
  }
}

function windowIn(row: Selectable<WindowRow>): LogWindow {
  return {
    feed: row.feed,
    round: row.round,
    from: Date.parse(row.starts),
    to: Date.parse(row.ends),
    askFrom: Date.parse(row.ask_from),
    state: row.state,
    tries: row.tries,
    nextAttempt: Date.parse(row.next_attempt),
    ...(row.answered_at === null ? {} : { answeredAt: Date.parse(row.answered_at) }),
    ...(row.tally === null ? {} : { tally: JSON.parse(row.tally) as Tally }),
    ...(row.because === null ? {} : { because: row.because }),
    ...(row.handle === null ? {} : { handle: row.handle }),
  }
}

/** Years of four digits sort as text; no log has others. */
const iso = (at: number): string => new Date(at).toISOString()

const jsonOf = (value: object | undefined): string | null =>
  value === undefined ? null : JSON.stringify(value)
