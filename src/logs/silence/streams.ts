/**
 * The parts of a log: its services, and the record types of each. A log that goes on while a part of it has stopped was
 * narrowed; one in which a part begins has become wider.
 */
import { median, surprise } from './robust.ts'

/** How much of a part came on a day. */
export interface StreamDay {
  readonly service: string
  /** Null where the log has none. */
  readonly recordType: string | null
  /** Whole days since 1970. */
  readonly day: number
  readonly events: number
}

export interface StreamChange {
  readonly service: string
  /** Null where the whole service is meant. */
  readonly recordType: string | null
  /** `stopped`: it used to come and comes no more; `paused`: it came back; `new`: it came for the first time. */
  readonly change: 'stopped' | 'paused' | 'new'
  /** Whole days since 1970; `to` is the day after the last one. */
  readonly from: number
  readonly to: number
  /** Events on a usual day of it. */
  readonly usual: number
}

/** Whole days of a log, since 1970; `end` is the day after the last. */
export interface DaySpan {
  readonly start: number
  readonly end: number
}

const WEEK = 7
/** Two of every weekday, before anybody knows what is usual. */
export const LEAST_STREAM_DAYS = 2 * WEEK
/** Chances below one in a thousand, and among the many parts of a log below that. */
const SURPRISING = 9
const NEW_AFTER_DAYS = 3 * WEEK
const NEW_ACTIVE = 5

/** What changed in the parts of a log. @param days of the log, of which every one is whole */
export function streamChanges(parts: readonly StreamDay[], days: DaySpan): readonly StreamChange[] {
  if (days.end - days.start < LEAST_STREAM_DAYS) return []
  const inside = parts.filter(({ day }) => day >= days.start && day < days.end)
  const alive = new Set(inside.map(({ day }) => day))
  const byService = Map.groupBy(inside, ({ service }) => service)
  return [...byService].flatMap(([service, own]) => {
    const whole = changesOf(own, days, alive).map((one) => ({ service, recordType: null, ...one }))
    const byType = Map.groupBy(own, ({ recordType }) => recordType)
    if (byType.size < 2) return byService.size < 2 ? [] : whole
    const types = [...byType].flatMap(([recordType, records]) =>
      recordType === null
        ? []
        : changesOf(records, days, new Set(own.map(({ day }) => day))).map((one) => ({
            service,
            recordType,
            ...one,
          })),
    )
    return byService.size < 2 ? types : [...whole, ...types]
  })
}

type Change = Omit<StreamChange, 'service' | 'recordType'>

/** @param alive days on which what it is a part of came: only against them does its absence say something */
function changesOf(own: readonly StreamDay[], days: DaySpan, alive: ReadonlySet<number>): readonly Change[] {
  const events = new Map<number, number>()
  for (const one of own) events.set(one.day, (events.get(one.day) ?? 0) + one.events)
  const came = [...events.keys()].toSorted((one, other) => one - other)
  const [first, last] = [came[0], came.at(-1)]
  if (first === undefined || last === undefined) return []
  const usual = median([...events.values()])
  const isSurprising = judgeOf(
    came,
    [...alive].filter((day) => day >= first && day < days.end),
  )
  const ends = [...came.slice(1), ...(last + 1 < days.end ? [days.end] : [])]
  const pauses = ends.flatMap((end, at): readonly Change[] => {
    const from = (came[at] ?? 0) + 1
    const pause = { from, to: end }
    if (end - from < 2 || !isSurprising(pause)) return []
    return [{ ...pause, change: events.has(end) ? 'paused' : 'stopped', usual }]
  })
  const isNew =
    first - days.start >= NEW_AFTER_DAYS &&
    came.filter((day) => day < first + WEEK).length >= NEW_ACTIVE &&
    first + WEEK <= days.end
  return isNew ? [{ from: first, to: days.end, change: 'new', usual }, ...pauses] : pauses
}

type Weekdays = number[]

/** Of each weekday, how many of the days there are. */
function byWeekday(days: Iterable<number>): Weekdays {
  const counts: Weekdays = Array.from({ length: WEEK }, () => 0)
  for (const day of days) counts[day % WEEK] = (counts[day % WEEK] ?? 0) + 1
  return counts
}

/** Judges pauses by the same weekdays outside them. @param alive days on which what it is a part of came */
function judgeOf(
  came: readonly number[],
  alive: readonly number[],
): (pause: { readonly from: number; readonly to: number }) => boolean {
  const [active, lived] = [byWeekday(came), byWeekday(alive)]
  return ({ from, to }) => {
    const missed = alive.filter((day) => day >= from && day < to)
    if (alive.length - missed.length < LEAST_STREAM_DAYS) return false
    const inside = byWeekday(missed)
    const score = inside.reduce((sum, many, day) => {
      const compared = Math.max(0, (lived[day] ?? 0) - many)
      return sum + many * surprise(Math.min(active[day] ?? 0, compared), compared)
    }, 0)
    return score >= SURPRISING
  }
}
