/** Windows and policies for tests, with what does not matter filled in. */
import { type FeedPolicy, feedPolicy } from '#logs/windows/policy.ts'
import type { LogWindow, NewWindow } from '#model/events/log-window.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const NOW = Date.parse('2026-11-15T08:10:00Z')

export const at = (text: string): number => Date.parse(text.length > 10 ? text : `${text}T00:00:00Z`)

export function aPolicy(changes: Partial<FeedPolicy> = {}): FeedPolicy {
  return feedPolicy({ feed: 'signIns', source: 'signIns', keptMs: 30 * DAY, ...changes })
}

export function aWindow(from: number, to: number, changes: Partial<LogWindow> = {}): LogWindow {
  return {
    feed: 'signIns',
    round: 0,
    from,
    to,
    askFrom: from,
    state: 'open',
    tries: 0,
    nextAttempt: to,
    ...changes,
  }
}

/** The same windows, answered at a moment. */
export function answered(windows: readonly NewWindow[], answeredAt: number, added = 0): readonly LogWindow[] {
  return windows.map((one) => ({
    ...one,
    state: 'done',
    answeredAt,
    tally: { pages: 1, rows: added, added, duplicates: 0, quarantined: 0 },
  }))
}
