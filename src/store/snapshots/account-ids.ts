/** Where an account stands among a million: ids as packed numbers where they are GUIDs in order, else as texts. */

/** Ids in the order of the sealed accounts. */
export interface AccountIds {
  readonly count: number
  /** True when every id is a GUID in lower case and they are in order, as Microsoft's are and a seal sorts them. */
  readonly packed: boolean
  /** Positions of the accounts with this id, whatever its case: one, none, or several where only case differs. */
  positionsOf(id: string): readonly number[]
  idAt(position: number): string
  /** Bytes from which `unpackIds` makes the same again, for the accounts from `start` to before `end`. */
  bytes(start: number, end: number): Uint8Array
}

const WORDS = 4
const BYTES = WORDS * Uint32Array.BYTES_PER_ELEMENT
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const NOWHERE: readonly number[] = []

/** Takes ids one by one, in the order of the accounts; nothing but numbers is kept while they are GUIDs in order. */
export class AccountIdsBuilder {
  #words = new Uint32Array(1024 * WORDS)
  #count = 0
  #last = ''
  #texts: string[] | undefined

  add(id: string): void {
    if (this.#texts === undefined && (!GUID.test(id) || id <= this.#last)) this.#texts = this.#unpacked()
    if (this.#texts) this.#texts.push(id)
    else {
      if (this.#words.length === this.#count * WORDS) this.#words = grown(this.#words)
      writeGuid(id, this.#words, this.#count * WORDS)
      this.#last = id
    }
    this.#count += 1
  }

  done(): AccountIds {
    return this.#texts ? textIds(this.#texts) : guidIds(this.#words.slice(0, this.#count * WORDS))
  }

  #unpacked(): string[] {
    return Array.from({ length: this.#count }, (_, position) => readGuid(this.#words, position * WORDS))
  }
}

function grown(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(words.length * 2)
  larger.set(words)
  return larger
}

/** Unpacks what `bytes` gave, block by block. */
export function unpackIds(packed: boolean, blocks: readonly Uint8Array[]): AccountIds {
  if (!packed)
    return textIds(blocks.flatMap((block) => JSON.parse(Buffer.from(block).toString()) as string[]))
  return guidIds(joined(blocks))
}

/** Numbers out of the bytes of several blocks. */
export function joined(blocks: readonly Uint8Array[]): Uint32Array {
  const bytes = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const block of blocks) {
    bytes.set(block, offset)
    offset += block.length
  }
  return new Uint32Array(bytes.buffer)
}

function textIds(ids: readonly string[]): AccountIds {
  const positions = new Map<string, number[]>()
  for (const [index, id] of ids.entries()) {
    const known = positions.get(id.toLowerCase())
    if (known) known.push(index)
    else positions.set(id.toLowerCase(), [index])
  }
  return {
    count: ids.length,
    packed: false,
    positionsOf: (id) => positions.get(id.toLowerCase()) ?? NOWHERE,
    idAt: (position) => ids[position] ?? '',
    bytes: (start, end) => Buffer.from(JSON.stringify(ids.slice(start, end))),
  }
}

function guidIds(words: Uint32Array): AccountIds {
  const count = words.length / WORDS
  const wanted = new Uint32Array(WORDS)
  return {
    count,
    packed: true,
    positionsOf: (id) => {
      const lower = id.toLowerCase()
      if (!GUID.test(lower)) return NOWHERE
      writeGuid(lower, wanted, 0)
      const position = search(words, wanted, count)
      return position < 0 ? NOWHERE : [position]
    },
    idAt: (position) => readGuid(words, position * WORDS),
    bytes: (start, end) => new Uint8Array(words.buffer, start * BYTES, (end - start) * BYTES),
  }
}

/** Parts of a GUID as text: where each of the four numbers has its hexadecimal digits. */
function writeGuid(id: string, words: Uint32Array, at: number): void {
  words[at] = Number.parseInt(id.slice(0, 8), 16)
  words[at + 1] = Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16)
  words[at + 2] = Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16)
  words[at + 3] = Number.parseInt(id.slice(28, 36), 16)
}

function readGuid(words: Uint32Array, at: number): string {
  const [b, c] = [words[at + 1] as number, words[at + 2] as number]
  return `${hex(words[at] as number)}-${half(b >>> 16)}-${half(b)}-${half(c >>> 16)}-${half(c)}${hex(words[at + 3] as number)}`
}

const hex = (word: number): string => half(word >>> 16) + half(word)

/** The digits of the lower 16 bits; each is written once, and a million ids look them up. */
function half(word: number): string {
  const known = HALVES[word & 0xffff]
  if (known !== undefined) return known
  const digits = (word & 0xffff).toString(16).padStart(4, '0')
  HALVES[word & 0xffff] = digits
  return digits
}

const HALVES: string[] = []

/** The position of a GUID among sorted ones; below 0 when it is not there. */
function search(words: Uint32Array, wanted: Uint32Array, count: number): number {
  let low = 0
  let high = count - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const order = compare(words, middle * WORDS, wanted)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function compare(words: Uint32Array, at: number, wanted: Uint32Array): number {
  for (let word = 0; word < WORDS; word += 1) {
    const difference = (words[at + word] ?? 0) - (wanted[word] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
