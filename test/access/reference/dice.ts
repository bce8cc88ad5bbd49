/**
 * Chance, in two kinds: from a seed, or from recorded rolls that fast-check can shrink. A roll of 0 always means the
 * first option and "it does not happen", so smaller rolls make simpler tenants.
 */
export interface Dice {
  /** Whether something happens that has this probability. */
  chance(probability: number): boolean
  /** The same for gaps in what was read: never in a tenant that was read whole. */
  doubt(probability: number): boolean
  pick<T>(options: Choice<T>): T
  /** One of the options, by weight. */
  weighted<T>(options: Choice<Weighted<T>>): T
  /** Each of the values with this probability. */
  some<T>(values: readonly T[], probability: number): T[]
  /** A whole number from 0 to `most`. */
  upTo(most: number): number
}

/** At least one option. */
export type Choice<T> = readonly [T, ...T[]]
export type Weighted<T> = readonly [weight: number, option: T]

/** Dice over a source of numbers from 0 up to 1. */
export function diceOf(roll: () => number, doubtful: boolean): Dice {
  const chance = (probability: number) => roll() >= 1 - probability
  const upTo = (most: number) => Math.floor(roll() * (most + 1))
  return {
    chance,
    upTo,
    doubt: (probability) => doubtful && chance(probability),
    pick: (options) => options[upTo(options.length - 1)] ?? options[0],
    some: (values, probability) => values.filter(() => chance(probability)),
    weighted: (options) => heaviest(options, roll()),
  }
}

/** Walks along the weights as far as the roll reaches. */
function heaviest<T>(options: Choice<Weighted<T>>, roll: number): T {
  let left = roll * options.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, option] of options) {
    if (left < weight) return option
    left -= weight
  }
  return options[0][1]
}

/** Numbers that are the same for the same seed: Tommy Ettinger's mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Rolls one after the other; 0 when there are no more. */
export function recorded(rolls: readonly number[]): () => number {
  let next = 0
  return () => {
    next += 1
    return rolls[next - 1] ?? 0
  }
}
