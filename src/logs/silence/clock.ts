/** Delays that grow: events that come later than they used to, day by day. */
import { median, spread } from './robust.ts'

/** How late the events of a day came, in minutes, half of them sooner. */
export interface DelayDay {
  /** Whole days since 1970. */
  readonly day: number
  readonly events: number
  readonly minutes: number
}

/** Days in a row, or nearly, on which events came far later than usual. */
export interface DelayGrowth {
  readonly from: number
  /** The last of them. */
  readonly to: number
  readonly minutes: number
  readonly usual: number
}

const LEAST_EVENTS = 5
const LEAST_DAYS = 7
const DAYS_BACK = 28
const TIMES = 3
const LEAST_MORE_MINUTES = 60
const DEVIATIONS = 4
const NEAR_DAYS = 3

/** Where delays grew. @param days in their order; with fewer than a week before it no day is judged */
export function delayGrowth(days: readonly DelayDay[]): readonly DelayGrowth[] {
  const judged = days.filter(({ events }) => events >= LEAST_EVENTS)
  const late: (DelayDay & { readonly usual: number })[] = []
  const usualDays: DelayDay[] = []
  for (const one of judged) {
    // What was late itself makes no habit, so that a delay that stays is told for as long as it stays new.
    const before = usualDays.filter(({ day }) => day >= one.day - DAYS_BACK).map(({ minutes }) => minutes)
    const usual = median(before)
    const isLate =
      before.length >= LEAST_DAYS &&
      one.minutes > Math.max(usual * TIMES, usual + LEAST_MORE_MINUTES, usual + DEVIATIONS * spread(before))
    if (isLate) late.push({ ...one, usual })
    else usualDays.push(one)
  }
  const runs: (typeof late)[] = []
  for (const one of late) {
    const run = runs.at(-1)
    if (run !== undefined && one.day - (run.at(-1)?.day ?? 0) <= NEAR_DAYS) run.push(one)
    else runs.push([one])
  }
  return runs.map((run) => ({
    from: run[0]?.day ?? 0,
    to: run.at(-1)?.day ?? 0,
    minutes: Math.round(Math.max(...run.map(({ minutes }) => minutes))),
    usual: Math.round(median(run.map(({ usual }) => usual))),
  }))
}
