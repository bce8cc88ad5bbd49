/** A log by its days. */
import { HOUR_MS, HOURS_PER_DAY, type LogHour } from './hours.ts'

export interface LogDay {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string
  readonly events: number
  readonly human: number
  readonly system: number
}

/** All days from the first to the last, empty ones too. @param until an hour up to which the log was asked for */
export function daysOf(hours: readonly LogHour[], until?: number): readonly LogDay[] {
  const [first, last] = [hours[0], hours.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = Math.floor(first.hour / HOURS_PER_DAY)
  const to = Math.floor(Math.max(last.hour, (until ?? 0) - 1) / HOURS_PER_DAY)
  const byDay = Map.groupBy(hours, ({ hour }) => Math.floor(hour / HOURS_PER_DAY))
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const own = byDay.get(from + index) ?? []
    const human = own.reduce((sum, hour) => sum + hour.human, 0)
    const system = own.reduce((sum, hour) => sum + hour.system, 0)
    return { day: dayName(from + index), events: human + system, human, system }
  })
}

/** The name of a day. @param day whole days since 1970 */
export const dayName = (day: number): string =>
  new Date(day * HOURS_PER_DAY * HOUR_MS).toISOString().slice(0, 10)
