/** Chance from a seed: the same estate at every run. */
export interface Chance {
  /** Between 0 and 1, 1 left out. */
  next(): number
  /** A whole number below `end`. */
  below(end: number): number
  pick<T>(list: readonly [T, ...T[]]): T
  many<T>(count: number, make: () => T): T[]
  guid(): string
}

/** The generator known as mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  const hex = (digits: number): string =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    many: (count, make) => Array.from({ length: count }, make),
    guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`,
  }
}
