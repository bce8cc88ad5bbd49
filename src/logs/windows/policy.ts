/**
 * How a feed is asked for: how long the windows are, how far back the service keeps it, when it is looked at again.
 * Windows of 35 minutes every 30 with 5 minutes to settle, and looks at 12-hour blocks 3 hours after their close, are
 * best practice met in the field (logs.md §0 item 7, §1); retention is Microsoft's (identity.md §f.7, azure.md §5.1).
 */
import type { LogSource } from '#model/events/log-event.ts'
import type { FeedName } from '#model/events/log-window.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export interface FeedPolicy {
  readonly feed: FeedName
  readonly source: LogSource
  /** For how long the service answers, in milliseconds; nothing older is ever asked for. */
  readonly keptMs: number
  readonly strideMs: number
  /** The next window begins so much before the end of the one before. */
  readonly overlapMs: number
  /** What happened is left alone for so long: it may not be visible yet. */
  readonly settleMs: number
  /** The longest window of a backfill. */
  readonly longestMs: number
  /** One as short as this is read to its end, however full. */
  readonly shortestMs: number
  /** A window with more pages is cut into shorter ones. */
  readonly mostPages: number
  /** How many rows a page has, to guess from. */
  readonly pageRows: number
  readonly blockMs: number
  /** How long after the close of a block it is looked at again. */
  readonly roundsMs: readonly number[]
  /** So many of the rounds take place in any case; each further one only if the one before brought something new. */
  readonly roundsAlways: number
}

const BASE = {
  strideMs: 30 * MINUTE,
  overlapMs: 5 * MINUTE,
  settleMs: 5 * MINUTE,
  longestMs: DAY,
  shortestMs: MINUTE,
  mostPages: 20,
  pageRows: 999,
  blockMs: 12 * HOUR,
  roundsMs: [3 * HOUR, 48 * HOUR, 7 * DAY],
  roundsAlways: 1,
}

type Own = Pick<FeedPolicy, 'feed' | 'source' | 'keptMs'>

/** A feed with the usual windows, and what it has of its own. */
export function feedPolicy(own: Own & Partial<FeedPolicy>): FeedPolicy {
  return { ...BASE, ...own }
}

/** A window should be done well before it counts as too full. */
const SHARE_OF_MOST = 0.5

/** As many rows as a window should have. */
export function rowsOfWindow({ mostPages, pageRows }: FeedPolicy): number {
  return mostPages * pageRows * SHARE_OF_MOST
}

/** The unified log's events come up to days late: a second look after 48 hours is not left to chance. */
export const UNIFIED_ROUNDS = { roundsAlways: 2 } as const

/** The Management Activity API lists content of seven days, at most one day at a time (identity.md §f.6). */
export const MANAGEMENT_DAYS = 7

/** The licence of the tenant as far as it decides how long logs are kept. */
export type KeepingLicence = 'free' | 'p1' | 'p2' | 'unknown'

/** By days: without a licence, with P1, with P2 (identity.md §f.7). An unknown licence is taken for none. */
const KEPT_DAYS: Readonly<Partial<Record<LogSource, readonly [number, number, number]>>> = {
  directoryAudits: [7, 30, 30],
  provisioning: [7, 30, 30],
  riskDetections: [7, 30, 90],
  signIns: [7, 30, 30],
  nonInteractiveSignIns: [7, 30, 30],
  servicePrincipalSignIns: [7, 30, 30],
  managedIdentitySignIns: [7, 30, 30],
  unifiedAudit: [180, 180, 180],
  azureActivity: [89, 89, 89],
}

/** The longest that any log is kept: nothing that happened before it can be asked for again. In milliseconds. */
export const LONGEST_KEPT_MS = Math.max(...Object.values(KEPT_DAYS).flat()) * DAY

/**
 * For how long Microsoft keeps a log, in milliseconds. Where the licence is not known the shortest time counts: an empty
 * answer about days that are not kept would look like proof that nothing happened.
 */
export function keptMs(source: LogSource, licence: KeepingLicence): number {
  const [free, p1, p2] = KEPT_DAYS[source] ?? [7, 7, 7]
  return (licence === 'p2' ? p2 : licence === 'p1' ? p1 : free) * DAY
}
