/** A log by its days: which are empty, and which hold far less than they usually do. */
import { HOUR_MS, HOURS_PER_DAY, type LogHour, quantile } from './hours.ts'

export interface LogDay {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string
  readonly events: number
  readonly human: number
  readonly system: number
}

export interface Drop {
  readonly day: string
  readonly events: number
  /** The median of the same days of the weeks before, or of the days before. */
  readonly usual: number
}

/** All days from the first to the last, empty ones too. */
export function daysOf(hours: readonly LogHour[]): readonly LogDay[] {
  const [first, last] = [hours[0], hours.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = Math.floor(first.hour / HOURS_PER_DAY)
  const to = Math.floor(last.hour / HOURS_PER_DAY)
  const byDay = Map.groupBy(hours, ({ hour }) => Math.floor(hour / HOURS_PER_DAY))
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const own = byDay.get(from + index) ?? []
    const human = own.reduce((sum, hour) => sum + hour.human, 0)
    const system = own.reduce((sum, hour) => sum + hour.system, 0)
    return { day: dayName(from + index), events: human + system, human, system }
  })
}

const dayName = (day: number): string => new Date(day * HOURS_PER_DAY * HOUR_MS).toISOString().slice(0, 10)

const WEEK = 7
const WEEKS_BACK = 4
const LEAST_COMPARED = 3
/** A day with less than this share of the usual is one to look at. */
const FAR_LESS = 0.3
/** On logs with so few events a day, chance does that. */
const LEAST_USUAL = 50

/** Days that hold far less than usual. The first and the last day are never whole, and are left out. */
export function dropsIn(days: readonly LogDay[]): readonly Drop[] {
  return days.slice(0, -1).flatMap(({ day, events }, index) => {
    const usual = usualFor(days, index)
    if (events === 0 || usual === undefined || usual < LEAST_USUAL || events >= usual * FAR_LESS) return []
    return [{ day, events, usual }]
  })
}

function usualFor(days: readonly LogDay[], index: number): number | undefined {
  const weekdays = Array.from({ length: WEEKS_BACK }, (_, week) => days[index - WEEK * (week + 1)]).filter(
    isWhole(days),
  )
  const compared = weekdays.length >= LEAST_COMPARED ? weekdays : days.slice(Math.max(1, index - WEEK), index)
  if (compared.length < LEAST_COMPARED) return undefined
  return quantile(
    compared.map((day) => day?.events ?? 0),
    0.5,
  )
}

const isWhole = (days: readonly LogDay[]) => (day: LogDay | undefined) => day !== undefined && day !== days[0]
