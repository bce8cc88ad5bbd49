/**
 * Silences of a log. People sleep and have weekends; programs do not. A log in which only people went silent is a
 * holiday, one in which only programs did has lost a part, and one in which both did has most likely lost everything.
 */
import { gapsOf, HOUR_MS, type LogHour, quantile } from './hours.ts'

export interface Silence {
  /** ISO 8601; `to` is when the log spoke again. */
  readonly from: string
  readonly to: string
  readonly hours: number
  /** `all`: nothing at all; `system`: people went on; `human`: programs went on. */
  readonly kind: 'all' | 'system' | 'human'
}

/** A log that speaks less often than this says nothing by a pause. */
export const LEAST_EVENTS = 50
/** A pause has to be so many times the longest usual one. */
const UNUSUAL = 2
/** The usual pauses: all but the longest twentieth. */
const USUAL = 0.95
const LEAST_HOURS = { all: 6, system: 12, human: 96 } as const

/** The silences of a log that are longer than its own habit. */
export function silencesOf(hours: readonly LogHour[]): readonly Silence[] {
  const all = unusual(hours, 'all', ({ human, system }) => human + system)
  const apart = (['system', 'human'] as const).flatMap((kind) => unusual(hours, kind, (hour) => hour[kind]))
  // When nothing came, neither kind came: that is told once.
  const own = apart.filter((one) => !all.some((whole) => whole.from <= one.from && whole.to >= one.to))
  return [...all, ...own].toSorted((one, other) => one.from.localeCompare(other.from))
}

function unusual(
  hours: readonly LogHour[],
  kind: Silence['kind'],
  amount: (hour: LogHour) => number,
): readonly Silence[] {
  if (hours.reduce((sum, hour) => sum + amount(hour), 0) < LEAST_EVENTS) return []
  const gaps = gapsOf(hours, amount)
  const lengths = gaps.map(({ from, to }) => to - from)
  return gaps
    .filter(
      ({ from, to }) => to - from >= Math.max(LEAST_HOURS[kind], UNUSUAL * usualAmong(lengths, to - from)),
    )
    .map(({ from, to }) => ({ from: iso(from), to: iso(to), hours: to - from, kind }))
}

/** What is usual beside the one that is looked at: it must not make itself the rule. */
function usualAmong(lengths: readonly number[], one: number): number {
  const at = lengths.indexOf(one)
  return quantile(
    lengths.filter((_, index) => index !== at),
    USUAL,
  )
}

const iso = (hour: number): string => new Date(hour * HOUR_MS).toISOString()
