/** Times in records, as far as the modifiers `minute` to `year` ask for them. */
import type { TimePart } from './modifier-names.ts'

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[-+]\d{2}:?\d{2})?)?$/i
const DAY_MS = 86_400_000

/** Milliseconds since 1970 of an ISO 8601 time; one without a zone is UTC, as in the unified log (logs.md §4). */
export function timeIn(text: string): number | undefined {
  const found = ISO.exec(text.trim())
  if (!found) return undefined
  const [, day, clock = '00:00', zone = 'Z'] = found
  const time = Date.parse(`${day}T${clock}${zone.toUpperCase()}`)
  return Number.isNaN(time) ? undefined : time
}

/** One part of a time, in UTC; weeks are those of ISO 8601. Undefined for what is no time. */
export function partOfTime(text: string, part: TimePart): number | undefined {
  const time = timeIn(text)
  if (time === undefined) return undefined
  const date = new Date(time)
  switch (part) {
    case 'minute':
      return date.getUTCMinutes()
    case 'hour':
      return date.getUTCHours()
    case 'day':
      return date.getUTCDate()
    case 'week':
      return isoWeek(time)
    case 'month':
      return date.getUTCMonth() + 1
    case 'year':
      return date.getUTCFullYear()
  }
}

/** The week belongs to the year of its Thursday. */
function isoWeek(time: number): number {
  const weekday = (new Date(time).getUTCDay() + 6) % 7
  const thursday = time + (3 - weekday) * DAY_MS
  const firstOfYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1)
  return Math.floor((thursday - firstOfYear) / DAY_MS / 7) + 1
}
