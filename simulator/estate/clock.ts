/** The moment at which the estate stands still. Every date in it is counted from here, never from the wall clock. */
export const estateNow = '2026-11-15T08:00:00Z'

const minute = 60_000
const day = 24 * 60 * minute

/** Dates around one moment, written as Graph writes them: UTC, seconds, no fraction. */
export interface Calendar {
  readonly now: string
  daysAgo(days: number): string
  minutesFromNow(minutes: number): string
}

export function calendarAt(now: string): Calendar {
  const start = Date.parse(now)
  const at = (offset: number): string => `${new Date(start + offset).toISOString().slice(0, 19)}Z`
  // Remembered: a crowd of 100,000 shares some two thousand days.
  const past = new Map<number, string>()
  const remember = (days: number): string => {
    const date = at(-Math.round(days * day))
    past.set(days, date)
    return date
  }
  return {
    now: at(0),
    daysAgo: (days) => past.get(days) ?? remember(days),
    minutesFromNow: (minutes) => at(minutes * minute),
  }
}
