/** How long asking will take under the throttle of the service, from what was counted so far. */
import type { LogWindow } from '#model/events/log-window.ts'
import { rowsPerHour } from './plan.ts'
import { HOUR } from './policy.ts'
import { lengthOf } from './spans.ts'

/** Five requests in ten seconds with a thousand rows each: what one tenant's report logs give away (performance.md §A). */
export const REPORT_ROWS_PER_SECOND = 500

/** From here on a backfill is better taken from exports, which have no such limit. */
export const LONG_MS = HOUR

export interface Estimate {
  /** Hours of log that are still to be asked for. */
  readonly hours: number
  /** Undefined before anything of the feed was counted. */
  readonly rows: number | undefined
}

/** What is open of a feed, and how many rows that may be. */
export function estimateOf(windows: readonly LogWindow[]): Estimate {
  const open = windows.filter(({ state }) => state === 'open')
  const hours = lengthOf(open) / HOUR
  const perHour = rowsPerHour(windows)
  return { hours, rows: perHour === undefined ? undefined : Math.round(perHour * hours) }
}

/** Milliseconds for the feeds of one lane together: they share its limit; undefined while one of them is not counted. */
export function durationOf(estimates: readonly Estimate[]): number | undefined {
  const asked = estimates.filter(({ hours }) => hours > 0)
  const rows = asked.map(({ rows }) => rows)
  if (rows.some((one) => one === undefined)) return undefined
  return (rows.reduce<number>((sum, one) => sum + (one ?? 0), 0) / REPORT_ROWS_PER_SECOND) * 1000
}
