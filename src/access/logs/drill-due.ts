/** When the last drill was, and when the next is due. It is done when something was compared, whatever came of it. */
import type { DrillHistory, DrillRecord, DrillResult } from '#model/drill.ts'

export const DRILL_EVERY_DAYS = 365
const DAY_MS = 24 * 60 * 60 * 1000

export interface DoneDrill {
  readonly drill: DrillRecord
  readonly result: DrillResult
}

export interface DrillStanding {
  /**
   * `notNeeded`: no logs are kept that anything could be compared with. `unknown`: a record cannot be read, or what was
   * compared within the year proved nothing. `overdue`: there was none, or more than a year ago.
   */
  readonly state: 'notNeeded' | 'done' | 'overdue' | 'unknown'
  /** Why it is unknown. */
  readonly because: readonly string[]
  /** The last that proved something. */
  readonly last?: DoneDrill
  /** ISO 8601, UTC; left out where there was none. */
  readonly due?: string
  /** Asked for, and nothing was compared yet. */
  readonly open: readonly DrillRecord[]
}

/** How it stands with drills. */
export function drillStanding({ hasLogs, drills, broken }: DrillHistory, now: Date): DrillStanding {
  const done = drills.flatMap((drill) => drill.results.map((result) => ({ drill, result })))
  const last = done
    .filter(({ result }) => result.verdict !== 'unknown')
    .toSorted(byTime)
    .at(-1)
  const open = drills.filter(({ results }) => results.length === 0)
  const due = last === undefined ? undefined : yearAfter(last.result.at)
  const head = { ...(last && due !== undefined ? { last, due } : {}), open }
  if (due !== undefined && Date.parse(due) > now.getTime()) return { state: 'done', because: [], ...head }
  const doubts = [
    ...broken.map((reason) => `the record of a drill cannot be read: ${reason}`),
    ...done
      .filter(({ result }) => result.verdict === 'unknown' && isWithinYear(result.at, now))
      .map(({ drill, result }) => `the drill of ${drill.day} proved nothing: ${result.because.join('; ')}`),
  ]
  if (doubts.length > 0) return { state: 'unknown', because: doubts, ...head }
  // Somebody who drilled before is not let off because the store is empty today.
  if (!hasLogs && drills.length === 0) return { state: 'notNeeded', because: [], ...head }
  return { state: 'overdue', because: [], ...head }
}

const byTime = (one: DoneDrill, other: DoneDrill): number => one.result.at.localeCompare(other.result.at)

const yearAfter = (at: string): string => new Date(Date.parse(at) + DRILL_EVERY_DAYS * DAY_MS).toISOString()

const isWithinYear = (at: string, now: Date): boolean => Date.parse(yearAfter(at)) > now.getTime()
