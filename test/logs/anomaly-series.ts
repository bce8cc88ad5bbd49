/** Series of logs made up from a seed, quiet ones and ones with a fault in them, for the tests of how faults are found. */
import { daysOf, type LogDay } from '#logs/silence/days.ts'
import type { LogHour } from '#logs/silence/hours.ts'

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Random = () => number

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** How many events a chance of `mean` brings. */
export function poisson(random: Random, mean: number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  let [product, many] = [random(), 0]
  for (const least = Math.exp(-mean); product > least; many += 1) product *= random()
  return many
}

/** How a tenant uses a log. */
export interface Usage {
  /** Events of people in an hour of work. */
  readonly people: number
  /** Events of programs in any hour. */
  readonly programs: number
  /** How much whole days differ, as the spread of a logarithm. */
  readonly varies: number
  /** Days on which people are away. */
  readonly daysOff: readonly number[]
}

export const DAYS = 60
const HOURS_PER_DAY = 24
/** A Monday. */
export const START_DAY = Date.UTC(2026, 8, 7) / 86_400_000
const LEFT_ON_DAY_OFF = 0.05
const LEFT_OUTSIDE_WORK = 0.02

/** Sixty days of a log by hours, without empty ones. */
export function seriesOf(random: Random, { people, programs, varies, daysOff }: Usage): readonly LogHour[] {
  const hours: LogHour[] = []
  for (let day = 0; day < DAYS; day += 1) {
    const today = Math.exp(varies * normal(random))
    const isWork = day % 7 < 5 && !daysOff.includes(day)
    for (let hour = 0; hour < HOURS_PER_DAY; hour += 1) {
      const inHours = hour >= 8 && hour < 18
      const share = inHours ? (isWork ? 1 : LEFT_ON_DAY_OFF) : LEFT_OUTSIDE_WORK
      const human = poisson(random, people * share * today)
      const system = poisson(random, programs * Math.exp((varies / 2) * normal(random)))
      if (human + system > 0) hours.push({ hour: (START_DAY + day) * HOURS_PER_DAY + hour, human, system })
    }
  }
  return hours
}

/** The hours with something taken away from the days in question. */
export function without(
  hours: readonly LogHour[],
  from: number,
  to: number,
  left: { readonly human: number; readonly system: number },
): readonly LogHour[] {
  return hours.flatMap((one) => {
    const day = one.hour / HOURS_PER_DAY - START_DAY
    if (day < from || day >= to) return [one]
    const [human, system] = [Math.floor(one.human * left.human), Math.floor(one.system * left.system)]
    return human + system === 0 ? [] : [{ ...one, human, system }]
  })
}

/** The whole days of a series. */
export function wholeDays(hours: readonly LogHour[]): readonly LogDay[] {
  return daysOf(hours).slice(1, -1)
}
