/** Numbers equal rows of words alike: a map whose keys are too many to be texts. */
export class RowNumbers {
  readonly #words: number
  #rows: Uint32Array
  #slots: Int32Array
  #size = 0

  /** @param words of each row */
  constructor(words: number) {
    this.#words = words
    this.#rows = new Uint32Array(words * LEAST)
    this.#slots = new Int32Array(LEAST * 2).fill(FREE)
  }

  get size(): number {
    return this.#size
  }

  /** The number of the row that begins there, a new one for a row not seen before. */
  of(row: Uint32Array, at: number): number {
    const mask = this.#slots.length - 1
    let slot = this.#hash(row, at) & mask
    for (let number = this.#slots[slot] as number; number !== FREE; number = this.#slots[slot] as number) {
      if (this.#isAt(number, row, at)) return number
      slot = (slot + 1) & mask
    }
    return this.#add(row, at, slot)
  }

  #add(row: Uint32Array, at: number, slot: number): number {
    const number = this.#size
    if ((number + 1) * this.#words > this.#rows.length) this.#grow()
    this.#rows.set(row.subarray(at, at + this.#words), number * this.#words)
    this.#size += 1
    this.#slots[slot] = number
    if (this.#size * 2 > this.#slots.length) this.#rehash()
    return number
  }

  #hash(row: Uint32Array, at: number): number {
    let hash = 0x811c9dc5
    for (let word = 0; word < this.#words; word += 1) {
      hash = Math.imul(hash ^ (row[at + word] as number), 0x85ebca6b)
      hash ^= hash >>> 15
    }
    return hash >>> 0
  }

  #isAt(number: number, row: Uint32Array, at: number): boolean {
    for (let word = 0; word < this.#words; word += 1)
      if (this.#rows[number * this.#words + word] !== row[at + word]) return false
    return true
  }

  #grow(): void {
    const rows = new Uint32Array(this.#rows.length * 2)
    rows.set(this.#rows)
    this.#rows = rows
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(FREE)
    const mask = this.#slots.length - 1
    for (let number = 0; number < this.#size; number += 1) {
      let slot = this.#hash(this.#rows, number * this.#words) & mask
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask
      this.#slots[slot] = number
    }
  }
}

const LEAST = 256
const FREE = -1
