/**
 * Windows of time in which a log is asked for, and what came of asking: the vocabulary of the coverage ledger
 * (logs.md §0 item 7). All times are milliseconds since 1970; a span holds its start and not its end.
 */
import type { Coverage } from '../coverage.ts'
import type { LogSource } from './log-event.ts'

export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * What is asked for by itself: a log, or the part of one that has its own address, such as one subscription of Azure
 * or one content type of the unified log. Its name begins with the source: `unifiedAudit/Audit.Exchange`.
 */
export type FeedName = string

/**
 * `open`: to be asked, now or later. `done`: answered to its end. `split`: its parts stand for it. `dead`: given up on
 * after too many tries. `lost`: the service does not keep it any more. `withdrawn`: planned by a clock that ran ahead.
 */
export const windowStates = ['open', 'done', 'split', 'dead', 'lost', 'withdrawn'] as const
export type WindowState = (typeof windowStates)[number]

/** A window is known by its feed, its round and its ends. */
export interface WindowKey extends Span {
  readonly feed: FeedName
  /** 0 for the first look; 1 and more for looks at what came late. */
  readonly round: number
}

/** What counts in an answer. */
export interface Tally {
  readonly pages: number
  /** As the service sent them, repeated ones included. */
  readonly rows: number
  readonly added: number
  readonly duplicates: number
  readonly quarantined: number
}

export interface LogWindow extends WindowKey {
  /** Where asking begins: the overlap lies before `from`. */
  readonly askFrom: number
  readonly state: WindowState
  /** How often it failed. */
  readonly tries: number
  /** Not asked before. */
  readonly nextAttempt: number
  /** When it was answered, by the clock of the service where that is known. */
  readonly answeredAt?: number
  readonly tally?: Tally
  readonly because?: string
  /** The object at the service that is still at work on it: an audit query. */
  readonly handle?: string
}

/** A window that is not in the ledger yet. */
export type NewWindow = Pick<
  LogWindow,
  'feed' | 'round' | 'from' | 'to' | 'askFrom' | 'state' | 'tries' | 'nextAttempt' | 'because'
>

/** Rows by the hour in which they happened (or, of content blobs, became available): ISO 8601 up to the hour. */
export type RowsByHour = Readonly<Record<string, number>>

/** `begun` without anything after it: the program was ended in between, and the window is asked for again. */
export const attemptActs = [
  'begun',
  'answered',
  'failed',
  'refused',
  'waiting',
  'split',
  'dead',
  'lost',
  'withdrawn',
  'reopened',
] as const
export type AttemptAct = (typeof attemptActs)[number]

/** One line of the ledger; lines are added and never changed. */
export interface LedgerEntry extends WindowKey {
  readonly at: number
  readonly act: AttemptAct
  readonly askFrom: number
  readonly tally?: Tally
  readonly rowsByHour?: RowsByHour
  readonly because?: string
}

/** How a window goes on after an attempt: one transaction of the ledger. */
export interface WindowChange {
  readonly window: LogWindow
  /** What stands for it from now on, when it was split: two or more. */
  readonly halves: readonly NewWindow[]
  readonly entry: LedgerEntry
}

/** What is known of a feed as a whole. */
export interface FeedRecord {
  readonly feed: FeedName
  readonly source: LogSource
  /** From here on it is to be whole. */
  readonly begun: number
  /** What came of the last time that it was asked. */
  readonly coverage: Coverage
  readonly at: number
}
