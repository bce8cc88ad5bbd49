/**
 * Whether a power was used, as far as logs tell. Three answers, and the third is the commonest: a log that was not read,
 * that does not hold this or that does not say who it was proves nothing.
 */
import type { Reach } from '../../events/span.ts'

export type PowerUse =
  /**
   * Something of the kind that it allows was done by its holder. `sharedWith`: another role of the same holder allows
   * the same kind, and no log says which one did.
   */
  | {
      readonly state: 'used'
      readonly what: 'change' | 'operation'
      readonly times: number
      readonly last: string
      readonly sharedWith?: string
    }
  /** Nothing that needs it was done in so many days up to now. */
  | { readonly state: 'unused'; readonly days: number; readonly since: string }
  | { readonly state: 'notKnown'; readonly because: string }

export const notKnown = (because: string): PowerUse => ({ state: 'notKnown', because })

/** Unused over the days that all of the logs hold; not known where one of them proves nothing. */
export function unusedWithin(reaches: readonly (Reach | string)[]): PowerUse {
  const reasons = reaches.filter((reach) => typeof reach === 'string')
  const whole = reaches.filter((reach) => typeof reach !== 'string')
  const [shortest] = whole.toSorted((a, b) => a.days - b.days)
  if (reasons.length > 0 || shortest === undefined) return notKnown([...new Set(reasons)].join('; '))
  if (shortest.days < 1) return notKnown('the logs at hand do not hold a whole day')
  return { state: 'unused', ...shortest }
}
