/** A small deterministic source of randomness: the same seed and the same name give the same values on every machine. */
export type Random = () => number

const goldenRatio = 0x9e3779b9

/** mulberry32 by Tommy Ettinger (public domain): 32 bits of state are plenty for invented people. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** FNV-1a over the name, started from the seed and finished with murmur3's mixer so that neighbours differ. */
export function hash32(name: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Two passes over the name give 64 bits, which four words are mixed from: enough for any estate. */
function words(name: string, seed: number): [number, number, number, number] {
  const one = hash32(name, seed)
  const other = hash32(name, (seed + goldenRatio) >>> 0)
  return [
    one,
    other,
    Math.imul(one ^ (other >>> 13), 0x85ebca6b) >>> 0,
    Math.imul(other ^ (one >>> 11), 0xc2b2ae35) >>> 0,
  ]
}

// Two hexadecimal digits for every byte: GUIDs are most of what a large estate computes.
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const half = (word: number): string => `${digits[(word >>> 8) & 0xff]}${digits[word & 0xff]}`

/** Formats four 32-bit words as a version 4 GUID. */
export function formatGuid([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string {
  return `${half(a >>> 16)}${half(a)}-${half(b >>> 16)}-${half((b & 0x0fff) | 0x4000)}-${half(((c >>> 16) & 0x3fff) | 0x8000)}-${half(c)}${half(d >>> 16)}${half(d)}`
}

/** The GUID of a thing with a name: `guid('group/pilot', seed)`. */
export function guid(name: string, seed: number): string {
  return formatGuid(words(name, seed))
}

// 0x2545f491 is odd, so multiplication modulo 2^32 can be undone: a GUID leads back to its number without a
// table of 100,000 entries. `inverse` is its multiplicative inverse, found by Newton's iteration.
const multiplier = 0x2545f491
const inverse = [0, 0, 0, 0, 0].reduce((x) => Math.imul(x, 2 - Math.imul(multiplier, x)), multiplier)

/** The GUID of the nth thing of a kind, from which `indexOfGuid` finds n again. */
export function guidAt(kind: string, index: number, seed: number): string {
  const first = Math.imul(index + 1, multiplier) ^ hash32(kind, seed)
  const [, second, third, fourth] = words(`${kind}/${index}`, seed)
  return formatGuid([first >>> 0, second, third, fourth])
}

/** The number behind a GUID of `guidAt`, or undefined for any other GUID. */
export function indexOfGuid(id: string, kind: string, seed: number): number | undefined {
  const first = Number.parseInt(id.slice(0, 8), 16)
  const index = (Math.imul(first ^ hash32(kind, seed), inverse) >>> 0) - 1
  return guidAt(kind, index, seed) === id ? index : undefined
}

/** One of the list, or a clear error for an empty list. */
export function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}
