/** Hits out of rows, as the store writes them. */
import type { DetectionHit } from '#model/detection.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { type FoundRows, NUMBER_DIGITS, TIME_LENGTH } from '#store/log-store/detect-shapes.ts'
import { IsoClock } from './detect-clock.ts'

const TIME_BEGINS = 2 * NUMBER_DIGITS
const TIME_ENDS = TIME_BEGINS + TIME_LENGTH

/** The hit of a row that was written as text. */
export function hitIn(written: string, source: LogSource): DetectionHit {
  const time = written.slice(TIME_BEGINS, TIME_ENDS)
  return { eventId: written.slice(TIME_ENDS), time: time.startsWith(' ') ? null : time, source }
}

/** The place of its kind among the wanted ones. */
export const kindIn = (written: string): number => Number(written.slice(0, NUMBER_DIGITS))

/** Kind and answers of a written row: rows that have them alike are judged alike. */
export const alikeIn = (written: string): string => written.slice(0, TIME_BEGINS)

/** The answers in `alikeIn`. */
export const answersIn = (alike: string): number => Number(alike.slice(NUMBER_DIGITS))

const clock = new IsoClock()

/** The hit of a row that was read column by column. */
export function hitAt({ ids, times }: FoundRows, row: number, source: LogSource): DetectionHit {
  const time = times[row] ?? null
  return { eventId: ids[row] ?? '', time: time === null ? null : clock.text(time), source }
}
