/** A log by its hours: how much of it people made, and how much programs and the service itself. */

export interface LogHour {
  /** Whole hours since 1970. */
  readonly hour: number
  readonly human: number
  readonly system: number
}

export const HOUR_MS = 3_600_000
export const HOURS_PER_DAY = 24

/** Runs of hours in which nothing of a kind came, between the first and the last hour of the log. */
export interface Gap {
  /** First hour without, and first hour with again. */
  readonly from: number
  readonly to: number
}

/** The gaps of a log: hours in a row in which `amount` is nothing. @param hours in their order, without empty ones */
export function gapsOf(hours: readonly LogHour[], amount: (hour: LogHour) => number): readonly Gap[] {
  const gaps: Gap[] = []
  let before: number | undefined
  for (const one of hours) {
    if (amount(one) === 0) continue
    if (before !== undefined && one.hour > before + 1) gaps.push({ from: before + 1, to: one.hour })
    before = one.hour
  }
  return gaps
}
