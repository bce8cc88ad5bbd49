/**
 * What the store of logs adds to the facts of a snapshot: changes of the directory and operations in Azure, and for how
 * long back they are whole. Nothing is whole by itself: only the ledger of collections proves that a stretch was asked for
 * and answered. Where it does not, what is there is shown, and what is not there proves nothing.
 */
import { type Reach, unbrokenReach } from '#access/events/span.ts'
import { common, union, without } from '#logs/windows/spans.ts'
import { type Coverage, complete, partial } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { FeedRecord, Span } from '#model/events/log-window.ts'
import type { ActivityLogRecord } from '#model/records/activity-log.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import { counted } from '#model/text/words.ts'
import { type NewestEvents, newestEvents } from '#store/log-store/newest-events.ts'
import type { TenantStore } from '#store/store.ts'
import type { Facts } from '../judge.ts'
import { deletedDays, isLost } from './lost.ts'
import { activityOf, directoryAuditOf } from './stored-records.ts'

/** Datasets that the store of logs adds to, and the log that they are of. */
export const storedDatasets = { activityLog: 'azureActivity', directoryAudits: 'directoryAudits' } as const
export type StoredDataset = keyof typeof storedDatasets

interface StoredLog<Log> {
  readonly records: readonly Log[]
  readonly isCut: boolean
  /** The oldest record, ISO 8601; undefined where there is none. */
  readonly first: string | undefined
  readonly last: string | undefined
  /** By feed, how far back it is whole up to now; text: why it is not. */
  readonly reach: ReadonlyMap<string, Reach | string>
}

export interface StoredLogs {
  readonly activityLog: StoredLog<ActivityLogRecord>
  readonly directoryAudits: StoredLog<DirectoryAudit>
}

const DAY_MS = 86_400_000
/** Powers that were not used for 90 days are to go; the year before tells when they were. */
const DAYS_BACK = 366
const MOST_EVENTS = 50_000
/** What was collected up to so long ago says nothing of the days since. */
const STALE_MS = 2 * DAY_MS

/** Reads the store of logs once. @param now the time that is judged at; later events are left out */
export async function storedLogs(
  store: Pick<TenantStore, 'logs' | 'coverage'>,
  now: Date,
): Promise<StoredLogs> {
  const to = now.getTime()
  const span = { from: to - DAYS_BACK * DAY_MS, to, limit: MOST_EVENTS }
  const feeds = await store.coverage.feeds()
  const manifest = await store.logs.manifest()
  const there = new Set(manifest.files.map(({ source }) => source))
  const nothing: NewestEvents = { events: [], isCut: false }
  const read = (source: LogSource): Promise<NewestEvents> =>
    there.has(source)
      ? store.logs.read({ sources: [source] }, (logs) =>
          newestEvents(logs, source, { ...span, withRaw: source === 'azureActivity' }),
        )
      : Promise.resolve(nothing)
  const logOf = async <Log>(
    source: LogSource,
    recordOf: (event: NewestEvents['events'][number]) => Log | undefined,
  ): Promise<StoredLog<Log>> => {
    const { events, isCut } = await read(source)
    const first = events[0]?.time
    return {
      records: events.flatMap((event) => recordOf(event) ?? []),
      isCut,
      first: iso(first),
      last: iso(events.at(-1)?.time),
      reach: await reachOf(
        store,
        feeds.filter((feed) => feed.source === source),
        {
          oldest: isCut ? first : undefined,
          deleted: deletedDays(manifest, source),
          isLost: await isLost(store.coverage, manifest, source),
        },
        to,
      ),
    }
  }
  return {
    activityLog: await logOf('azureActivity', activityOf),
    directoryAudits: await logOf('directoryAudits', directoryAuditOf),
  }
}

const iso = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString()

/** What of the answers is not at hand. */
interface Absent {
  /** Of what was read, where more lies in the store. */
  readonly oldest: number | undefined
  readonly deleted: readonly Span[]
  readonly isLost: boolean
}

async function reachOf(
  { coverage }: Pick<TenantStore, 'coverage'>,
  feeds: readonly FeedRecord[],
  absent: Absent,
  now: number,
): Promise<ReadonlyMap<string, Reach | string>> {
  const entries = feeds.map(async ({ feed }) => {
    const done = union((await coverage.windows(feed, 0)).filter(({ state }) => state === 'done'))
    if (absent.isLost) return [feed, 'what it answered is not in the store any more'] as const
    const held = done.flatMap((span) => without(span, absent.deleted))
    return [feed, reachBack(held, absent.oldest, now)] as const
  })
  return new Map(await Promise.all(entries))
}

/** The last stretch without a hole, if it reaches up to now or nearly. */
function reachBack(done: readonly Span[], oldest: number | undefined, now: number): Reach | string {
  const last = done.flatMap((span) => common(span, { from: -Infinity, to: now }) ?? []).at(-1)
  if (last === undefined) return 'it was asked for and never answered'
  if (now - last.to > STALE_MS)
    return `it was collected up to ${new Date(last.to).toISOString().slice(0, 10)}, and not since`
  const since = Math.max(last.from, oldest ?? last.from)
  return { days: Math.floor((now - since) / DAY_MS), since: new Date(since).toISOString() }
}

/** The facts with what the store of logs adds to them. What a snapshot holds already stands once. */
export function withStoredLogs(facts: Facts, stored: StoredLogs | undefined): Facts {
  if (stored === undefined) return facts
  const { activityLog, directoryAudits } = stored
  const added = {
    activityLog: joined(facts.records('activityLog'), activityLog.records),
    directoryAudits: joined(facts.records('directoryAudits'), directoryAudits.records),
  }
  return {
    records: (name) =>
      isStored(name) ? (added[name] as ReturnType<typeof facts.records<typeof name>>) : facts.records(name),
    coverage: (name) =>
      isStored(name) ? coverageWith(facts.coverage(name), stored[name]) : facts.coverage(name),
  }
}

const isStored = (name: DatasetName): name is StoredDataset => Object.hasOwn(storedDatasets, name)

function joined<Log extends { readonly id: string }>(
  own: readonly Log[],
  more: readonly Log[],
): readonly Log[] {
  const ids = new Set(own.map(({ id }) => id.toLowerCase()))
  return [...own, ...more.filter(({ id }) => !ids.has(id.toLowerCase()))]
}

/** As much as a collection of a snapshot asks for. */
const LEAST_DAYS = 7

function coverageWith(own: Coverage, { records, first, last, reach }: StoredLog<unknown>): Coverage {
  const isUntouched = records.length === 0 && reach.size === 0
  if (own.state === 'complete' || isUntouched || (own.state === 'partial' && reach.size === 0)) return own
  const holes = [...reach].flatMap(([feed, days]) =>
    typeof days === 'string'
      ? [`${feed}: ${days}`]
      : days.days < LEAST_DAYS
        ? [`${feed}: whole for ${counted(days.days, 'day')} only`]
        : [],
  )
  if (reach.size > 0 && holes.length === 0) return complete
  const because =
    reach.size === 0
      ? `the store of logs holds ${counted(records.length, 'event')} of it from ${(first ?? '').slice(0, 10)} to ${(last ?? '').slice(0, 10)} that were imported: nothing proves that they are all`
      : `of the store of logs ${holes[0]}${holes.length > 1 ? ` and ${holes.length - 1} more` : ''}`
  return partial(because)
}

/**
 * For how long back a log is whole; text: why it is not. Undefined where the store adds nothing to it.
 * @param own the facts before the store added to them: events that somebody imported make no log whole
 * @param of of the activity log: the subscription
 */
export function storedReach(
  stored: StoredLogs | undefined,
  own: Facts,
  dataset: DatasetName,
  of: string | undefined,
  now: Date,
): Reach | string | undefined {
  if (stored === undefined || !isStored(dataset)) return undefined
  const { reach, records } = stored[dataset]
  if (reach.size === 0)
    return records.length === 0
      ? undefined
      : (reachOfOwn(own, dataset, of, now) ??
          `${dataset}: what was imported into the store of logs may not be all`)
  if (dataset === 'directoryAudits') return reach.get('directoryAudits')
  return (
    reach.get(`azureActivity/${of?.toLowerCase() ?? ''}`) ??
    `the activity log of subscription ${of ?? 'without a name'} is not among those that are collected`
  )
}

/** The ends of what the ledger proves, which holds days on which nothing came. */
export function storedSpan(stored: StoredLogs | undefined): readonly string[] {
  if (stored === undefined) return []
  const reaches = [...stored.activityLog.reach.values(), ...stored.directoryAudits.reach.values()]
  return reaches.flatMap((reach) => (typeof reach === 'string' ? [] : [reach.since]))
}

/** No log at hand is taken for whole over a longer silence. */
const LONGEST_SILENCE_DAYS = 7

function reachOfOwn(
  own: Facts,
  dataset: StoredDataset,
  of: string | undefined,
  now: Date,
): Reach | undefined {
  const times =
    dataset === 'activityLog'
      ? own
          .records('activityLog')
          .filter(({ subscriptionId }) => subscriptionId === of)
          .map(({ eventTimestamp }) => eventTimestamp)
      : own.records('directoryAudits').map(({ activityDateTime }) => activityDateTime)
  return unbrokenReach(times, now, LONGEST_SILENCE_DAYS)
}
