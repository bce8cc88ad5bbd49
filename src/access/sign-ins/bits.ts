/** Sets of policies as bits, 32 to a word; the position of a policy is its place in the list. */
export type Bits = Uint32Array

/** An empty set with room for so many. */
export function noBits(count: number): Bits {
  return new Uint32Array(Math.ceil(count / 32))
}

/** The positions for which the test holds. */
export function bitsWhere(count: number, test: (position: number) => boolean): Bits {
  const bits = noBits(count)
  for (let position = 0; position < count; position += 1) if (test(position)) setBit(bits, position)
  return bits
}

export function setBit(bits: Bits, position: number): void {
  bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31))
}

export function hasBit(bits: Bits, position: number): boolean {
  return ((bits[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0
}

/** What is in all of the sets. */
export function common(first: Bits, ...others: readonly Bits[]): Bits {
  const bits = first.slice()
  for (const other of others)
    for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] ?? 0) & (other[word] ?? 0)
  return bits
}

/** What is in either set. */
export function union(one: Bits, other: Bits): Bits {
  return one.map((word, index) => word | (other[index] ?? 0))
}

/** True when the three sets have something in common; the third may be left out. */
export function meets(one: Bits, other: Bits, third: Bits = other): boolean {
  for (let word = 0; word < one.length; word += 1)
    if (((one[word] ?? 0) & (other[word] ?? 0) & (third[word] ?? 0)) !== 0) return true
  return false
}

/** True when everything of the one is in the other. */
export function isWithin(one: Bits, other: Bits): boolean {
  for (let word = 0; word < one.length; word += 1)
    if (((one[word] ?? 0) & ~(other[word] ?? 0)) !== 0) return false
  return true
}

/** The positions in the set, in order. */
export function positionsIn(bits: Bits): number[] {
  const positions: number[] = []
  for (let position = 0; position < bits.length * 32; position += 1)
    if (hasBit(bits, position)) positions.push(position)
  return positions
}

/** The set as a key for a map; not to be read. Sets of one length only are told apart. */
export function keyOfBits(bits: Bits): string {
  let key = ''
  for (const word of bits) key += String.fromCharCode(word & 0xffff, word >>> 16)
  return key
}
