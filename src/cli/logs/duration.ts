/** A length of time for people: "40 seconds", "12 minutes", "3 hours", "2 days". */
import { counted } from '#model/text/words.ts'

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const

/** The length in the largest unit of which there are two or more. @param ms milliseconds */
export function duration(ms: number): string {
  const found = UNITS.find(([unit]) => ms >= 2 * unit)
  return found ? counted(Math.round(ms / found[0]), found[1]) : counted(Math.round(ms / 1000), 'second')
}
