/** How long the rest will take, as far as anybody can tell. */
import { durationOf, estimateOf, LONG_MS } from '#logs/windows/estimate.ts'
import type { Book } from './book.ts'
import type { LogFeed } from './feed.ts'

export interface Outlook {
  /** Hours of log that are still to be asked for, all feeds together. */
  readonly hours: number
  /** Of the logs that share the lane of reports; undefined until each of them was counted once. */
  readonly reports:
    | {
        readonly rows: number
        readonly ms: number /** Exports would be quicker. */
        readonly isLong: boolean
      }
    | undefined
}

export interface Opened {
  readonly feed: LogFeed
  readonly book: Book
}

/** Looks at everything that is open. */
export function outlookOf(opened: readonly Opened[]): Outlook {
  const asked = opened.filter(({ feed }) => feed.closed === undefined)
  const estimates = asked.map(({ feed, book }) => ({ feed, ...estimateOf(book.windows()) }))
  const reports = estimates.filter(({ feed }) => feed.lane === 'reports')
  const ms = durationOf(reports)
  const rows = reports.reduce((sum, one) => sum + (one.rows ?? 0), 0)
  return {
    hours: estimates.reduce((sum, { hours }) => sum + hours, 0),
    reports: ms === undefined ? undefined : { rows, ms, isLong: ms > LONG_MS },
  }
}
