/** Asks for everything of a feed that is due, window after window, until nothing is, or the feed itself says no. */
import { afterAttempt } from '#logs/windows/attempt.ts'
import { askableFrom, expired } from '#logs/windows/plan.ts'
import { type Coverage, complete, gapOf, partial } from '#model/coverage.ts'
import { KeywardError } from '#model/errors.ts'
import type { LogWindow, Tally } from '#model/events/log-window.ts'
import { coverageOfRefusal, type Refusal } from '#model/refusal.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'
import type { EventSink } from '../event-sink.ts'
import { askWindow } from './ask-window.ts'
import type { Book } from './book.ts'
import type { LogFeed, Reading } from './feed.ts'

export interface FeedRun {
  readonly feed: LogFeed
  readonly book: Book
  readonly ledger: CoverageLedger
  readonly reading: Reading
  readonly sink: EventSink
  readonly random: () => number
  /** What the token lacks of the feed's permissions, or all of them when it does not say. */
  readonly missing: () => Promise<readonly string[]>
  /** Called after each window. */
  readonly onWindow: (tally: Tally | undefined) => void
}

/** So many failures in a row are the service's, not the windows': the others wait for the next run. */
const MOST_IN_A_ROW = 3

/** Runs the feed; the answer is how far it is covered now. @throws what the sink throws, and the signal's reason */
export async function runFeed(run: FeedRun): Promise<Coverage> {
  if (run.feed.closed) return run.feed.closed
  const state: State = { failures: 0, refusal: undefined, seen: new Set(), fresh: 0 }
  const workers = Array.from({ length: run.feed.atOnce }, () => work(run, state))
  await settleAll(workers)
  if (state.refusal) return coverageOfRefusal(state.refusal, await needsOf(run))
  return coverageOf(run.book.windows(), run)
}

interface State {
  failures: number
  refusal: Refusal | undefined
  /** Windows that this run asked for: none is asked for twice. */
  readonly seen: Set<string>
  /** Windows that are being asked for without a question at the service. */
  fresh: number
}

async function work(run: FeedRun, state: State): Promise<void> {
  for (;;) {
    const window = nextWindow(run, state)
    if (window === undefined) return
    const isFresh = window.handle === undefined
    state.seen.add(keyOf(window))
    if (isFresh) state.fresh += 1
    try {
      await askOne(run, state, window)
    } finally {
      if (isFresh) state.fresh -= 1
    }
  }
}

/** What was left with the service comes first: it is the most likely to be ready. */
function nextWindow(run: FeedRun, state: State): LogWindow | undefined {
  if (state.refusal !== undefined || state.failures >= MOST_IN_A_ROW) return undefined
  const due = run.book.due(run.reading.now()).filter((one) => !state.seen.has(keyOf(one)))
  return due.find(({ handle }) => handle !== undefined) ?? (mayLeaveMore(run, state) ? due[0] : undefined)
}

function mayLeaveMore({ feed, book }: FeedRun, { fresh }: State): boolean {
  if (feed.mostLeft === undefined) return true
  const left = book.windows().filter(({ state, handle }) => state === 'open' && handle !== undefined)
  return left.length + fresh < feed.mostLeft
}

const keyOf = ({ round, from, to }: LogWindow): string => `${round} ${from} ${to}`

async function askOne(run: FeedRun, state: State, window: LogWindow): Promise<void> {
  const { feed, book, ledger, reading, sink } = run
  const gone = expired(feed.policy, window, reading.now())
  if (gone !== undefined) return book.settle(gone)
  // The overlap before a window may be forgotten while the window itself is kept.
  const askFrom = Math.max(window.askFrom, askableFrom(feed.policy, reading.now()))
  const asked = { ...window, askFrom }
  await ledger.begin(asked, reading.now())
  const { outcome, refusal } = await contained(() => askWindow(feed, asked, reading, sink))
  const moment = { now: reading.now(), random: run.random() }
  await book.settle(afterAttempt(feed.policy, asked, outcome, moment))
  if (outcome.kind === 'failed' || outcome.kind === 'timedOut') state.failures += 1
  if (outcome.kind === 'answered') state.failures = 0
  if (refusal) state.refusal = refusal
  run.onWindow('tally' in outcome ? outcome.tally : undefined)
}

/** A network that is gone is a refusal of the feed, so that the run can say of each log how it stands. */
async function contained(ask: () => ReturnType<typeof askWindow>): ReturnType<typeof askWindow> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'service-unreachable') throw error
    const refusal = { kind: 'unreachable', status: 0, code: error.code, message: error.message } as const
    const tally = { pages: 0, rows: 0, added: 0, duplicates: 0, quarantined: 0 }
    return { outcome: { kind: 'refused', because: error.message, tally }, refusal }
  }
}

async function needsOf({ feed, missing }: FeedRun) {
  const { licence } = feed
  return { permissions: await missing(), ...(licence === undefined ? {} : { licence }) }
}

/** What is still open, dead or lost stands against a feed that was otherwise answered. */
function coverageOf(windows: readonly LogWindow[], { feed, reading }: FeedRun): Coverage {
  const now = reading.now()
  const first = windows.filter(({ round }) => round === 0)
  const waiting = first.filter(({ state, to }) => state === 'open' && to + feed.policy.settleMs <= now)
  const counts = [
    [waiting.length, 'to be asked for again'],
    [first.filter(({ state }) => state === 'dead').length, 'given up on'],
    [first.filter(({ state }) => state === 'lost').length, 'not kept by the service any more'],
  ] as const
  const words = counts.flatMap(([count, what]) =>
    count === 0 ? [] : [`${count} ${count === 1 ? 'window' : 'windows'} ${what}`],
  )
  return words.length === 0 ? complete : partial(words.join(', '))
}

/** The reason for what is lost, from how the feed was covered when it was last asked. */
export function whyLost(feed: string, coverage: Coverage | undefined): string | undefined {
  if (coverage === undefined || coverage.state === 'partial') return undefined
  const gap = gapOf(feed, coverage)
  return gap === undefined ? undefined : `not asked while the service kept it: ${gap}`
}

/** Waits for all, so that no page is still being kept, then throws the first failure. */
async function settleAll(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
