/**
 * Collecting the logs of one tenant: plan the windows of every feed, ask for them side by side, hand every page over
 * before the ledger says that it was answered. Ended anywhere, the next run goes on: a window that is not done is asked
 * for again as a whole, and what is there already is known by its id (logs.md §1: a place in a list cannot be kept).
 */
import type { ContentType } from '#clients/management-activity/content-types.ts'
import { floorOf } from '#logs/windows/plan.ts'
import { DAY } from '#logs/windows/policy.ts'
import { type Coverage, notAttempted } from '#model/coverage.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { FeedRecord, LogWindow, Tally } from '#model/events/log-window.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'
import { openBook } from './collect/book.ts'
import { type Discovered, discover, type Wanted } from './collect/discover.ts'
import { type Opened, type Outlook, outlookOf } from './collect/estimates.ts'
import type { LogFeed, LogServices, Reading } from './collect/feed.ts'
import { type Held, heldLicences } from './collect/kept-licence.ts'
import { missingPermissions, withHeldLicence } from './collect/missing.ts'
import { runFeed, whyLost } from './collect/run-feed.ts'
import type { EventSink } from './event-sink.ts'

export { collectableSources } from './collect/discover.ts'

/** Without a word from the customer a first run begins here; later ones go on from where it began. */
const FIRST_DAYS = 7

export interface CollectLogsOptions extends Wanted {
  readonly ledger: CoverageLedger
  readonly services: LogServices
  readonly sink: EventSink
  /** The time, corrected by the clock of the service; milliseconds since 1970. */
  readonly now: () => number
  readonly clock: Reading['clock']
  readonly random: () => number
  /** From where on the logs are wanted, milliseconds since 1970; bounded by what the services keep. */
  readonly since?: number | undefined
  /** Gives windows that were given up on all their tries again. */
  readonly retryDead?: boolean | undefined
  readonly patienceMs?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly onOutlook?: (outlook: Outlook) => void
  readonly onProgress?: (progress: FeedProgress) => void
}

export interface FeedProgress {
  readonly feed: string
  readonly source: LogSource
  readonly rows: number
  /** Windows of this run that are behind it, and all of them. */
  readonly done: number
  readonly windows: number
  /** Set when the feed has ended for this run. */
  readonly coverage?: Coverage
}

export interface FeedResult {
  readonly feed: string
  readonly source: LogSource
  readonly coverage: Coverage
  /** From here on it is to be whole; undefined for one that was never asked for. */
  readonly begun: number | undefined
  /** From here on nothing was given up on or lost. */
  readonly wholeSince: number | undefined
  /** What this run was answered. */
  readonly tally: Tally
  /** Windows as they stand, as far back as the service answers, but for those that others stand for. */
  readonly windows: readonly LogWindow[]
}

export interface CollectedLogs {
  readonly feeds: readonly FeedResult[]
  readonly notStarted: readonly ContentType[]
  readonly outlook: Outlook
}

/** How long an audit query is waited for in one run. */
const PATIENCE_MS = 10 * 60_000

/** Collects. @throws KeywardError `service-unreachable`, `sign-in-refused`, `data-unwritable`; the signal's reason */
export async function collectLogs(options: CollectLogsOptions): Promise<CollectedLogs> {
  const { services, clock, now, signal, patienceMs = PATIENCE_MS } = options
  const reading: Reading = { services, clock, now, signal, patienceMs }
  const held = await heldLicences(reading)
  const known = await options.ledger.feeds()
  const found = await discover(reading, options, held, known)
  const opened = await openBooks(options, found, known)
  options.onOutlook?.(outlookOf(opened))
  const feeds = await runAll(options, reading, held, opened)
  return {
    feeds: [...feeds, ...unopened(found, opened)],
    notStarted: found.notStarted,
    outlook: outlookOf(opened),
  }
}

type OpenedFeed = Opened & { readonly begun: number }

async function openBooks(
  options: CollectLogsOptions,
  { feeds }: Discovered,
  known: readonly FeedRecord[],
): Promise<readonly OpenedFeed[]> {
  const { ledger, now: clock, retryDead } = options
  const opened: OpenedFeed[] = []
  for (const feed of feeds) {
    const now = clock()
    const { policy } = feed
    const before = known.find((record) => record.feed === policy.feed)
    // What never could be asked for has no beginning, and no holes.
    if (feed.closed !== undefined && before === undefined) continue
    const begun = beginningOf(options, feed, before, now)
    // Before anything is planned: whoever is ended in between goes on from the same beginning.
    await ledger.keepFeed({ ...(before ?? newRecord(feed, now)), begun })
    const book = await openBook({
      ledger,
      policy,
      begun,
      now,
      lastAt: before?.at ?? now,
      whyLost: whyLost(policy.feed, before?.coverage),
      retryDead,
    })
    opened.push({ feed, book, begun })
  }
  return opened
}

function newRecord({ policy: { feed, source } }: LogFeed, at: number): Omit<FeedRecord, 'begun'> {
  return { feed, source, at, coverage: notAttempted('it is being collected for the first time') }
}

/** Earlier than before when that is wanted, and never before the service's memory. */
function beginningOf(
  { since }: CollectLogsOptions,
  { policy, earliest }: LogFeed,
  before: FeedRecord | undefined,
  now: number,
): number {
  const asked = since ?? (before === undefined ? now - FIRST_DAYS * DAY : before.begun)
  const possible = Math.max(asked, floorOf(policy, now), earliest ?? Number.NEGATIVE_INFINITY)
  return before === undefined ? possible : Math.min(before.begun, possible)
}

async function runAll(
  options: CollectLogsOptions,
  reading: Reading,
  held: Held,
  opened: readonly OpenedFeed[],
): Promise<readonly FeedResult[]> {
  const failure = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal
  const running = new Set(opened)
  const runs = opened.map(async (one) => {
    try {
      return await runOne(options, { ...reading, signal }, held, one, running)
    } catch (error) {
      failure.abort(error)
      throw error
    }
  })
  const settled = await Promise.allSettled(runs)
  const failed = settled.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

/** Looking ahead takes all windows in hand: not after each of them. */
const WINDOWS_PER_OUTLOOK = 10

const NOTHING: Tally = { pages: 0, rows: 0, added: 0, duplicates: 0, quarantined: 0 }

async function runOne(
  options: CollectLogsOptions,
  reading: Reading,
  held: Held,
  one: OpenedFeed,
  running: Set<OpenedFeed>,
): Promise<FeedResult> {
  const { feed, book, begun } = one
  const { ledger, sink, random } = options
  const name = feed.policy.feed
  const { source } = feed.policy
  let tally = NOTHING
  let done = 0
  const tell = (coverage?: Coverage) => {
    const windows = done + book.due(reading.now()).length
    options.onProgress?.({
      feed: name,
      source,
      rows: tally.rows,
      done,
      windows,
      ...(coverage ? { coverage } : {}),
    })
  }
  const onWindow = (counted: Tally | undefined) => {
    done += 1
    if (counted) tally = sumOf(tally, counted)
    tell()
    if (done % WINDOWS_PER_OUTLOOK === 1) options.onOutlook?.(outlookOf([...running]))
  }
  const missing = () => missingPermissions(feed, reading.services)
  tell()
  const answered = await runFeed({ feed, book, ledger, reading, sink, random, missing, onWindow })
  // What was refused is never counted, and must not keep the others from being reckoned.
  running.delete(one)
  const coverage = withHeldLicence(answered, feed, held)
  await ledger.keepFeed({ feed: name, source, begun, coverage, at: reading.now() })
  tell(coverage)
  const windows = book.windows().filter(({ state }) => state !== 'split' && state !== 'withdrawn')
  const wholeSince = Math.max(begun, (await ledger.lastHole(name)) ?? begun)
  return { feed: name, source, coverage, begun, wholeSince, tally, windows }
}

function sumOf(one: Tally, other: Tally): Tally {
  return {
    pages: one.pages + other.pages,
    rows: one.rows + other.rows,
    added: one.added + other.added,
    duplicates: one.duplicates + other.duplicates,
    quarantined: one.quarantined + other.quarantined,
  }
}

/** Feeds that could not be opened, and sources whose feeds could not even be listed. */
function unopened({ feeds, gaps }: Discovered, opened: readonly OpenedFeed[]): readonly FeedResult[] {
  const none = { begun: undefined, wholeSince: undefined, tally: NOTHING, windows: [] }
  const closed = feeds.flatMap(({ policy: { feed, source }, closed: coverage }) =>
    coverage === undefined || opened.some((one) => one.feed.policy.feed === feed)
      ? []
      : [{ feed, source, coverage, ...none }],
  )
  return [...closed, ...gaps.map((gap) => ({ ...gap, ...none }))]
}
