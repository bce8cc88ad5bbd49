/** Chance that can be repeated: the seed is printed by whoever uses it. */

/** The seed of this run; KEYWARD_TEST_SEED repeats an earlier one. */
export function seedOfRun(): number {
  const given = Number(process.env['KEYWARD_TEST_SEED'])
  return Number.isInteger(given) && given > 0 ? given : Math.floor(Math.random() * 1_000_000) + 1
}

/** Mulberry32, by Tommy Ettinger (public domain): small, fast and good enough for choosing moments. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
