/**
 * Kinds of rows told apart by as few columns as it takes: most columns only matter to rules that are not true of any
 * row, and every column costs time for each row that is looked at again.
 */
import type { RowKind } from '#store/log-store/detect-shapes.ts'
import type { AskedColumn } from './detect-columns.ts'

export interface Condensed {
  readonly columns: readonly AskedColumn[]
  /** Kinds with a signature, with the classes of these columns alone. */
  readonly kinds: readonly RowKind[]
  /** Of each kind, one of those that it is made of. */
  readonly originals: readonly number[]
}

/** Numbers up to here are exact. */
const LARGEST_KEY = Number.MAX_SAFE_INTEGER

/**
 * Leaves out the columns without which kinds of different signatures still differ.
 *
 * @param signatureOf kinds of one signature are alike; undefined for kinds that nobody asks for
 */
export function condensed(
  columns: readonly AskedColumn[],
  kinds: readonly RowKind[],
  signatureOf: (kind: number) => string | undefined,
): Condensed {
  const signatures = kinds.map((_, index) => signatureOf(index) ?? '')
  const rooms = roomsOf(columns)
  // Beyond that the columns stay as they are.
  const places = rooms ? needed(kinds, signatures, rooms) : columns.map((_, place) => place)
  const found = new Map<string, { kind: { classes: readonly number[]; rows: number }; original: number }>()
  for (const [original, { classes, rows }] of kinds.entries()) {
    if (signatures[original] === '') continue
    const few = places.map((place) => classes[place] ?? 0)
    const known = found.get(few.join())
    if (known) known.kind.rows += rows
    else found.set(few.join(), { kind: { classes: few, rows }, original })
  }
  const all = Array.from(found.values())
  return {
    columns: places.flatMap((place) => columns[place] ?? []),
    kinds: all.map(({ kind }) => kind),
    originals: all.map(({ original }) => original),
  }
}

/** What a class of each column counts, for one number of all; undefined where that would be too large. */
function roomsOf(columns: readonly AskedColumn[]): readonly number[] | undefined {
  let room = 1
  const rooms = columns.map(({ size }) => {
    const here = room
    room *= size
    return here
  })
  return room <= LARGEST_KEY ? rooms : undefined
}

/** The places of the columns that are needed. */
function needed(
  kinds: readonly RowKind[],
  signatures: readonly string[],
  rooms: readonly number[],
): readonly number[] {
  const keys = kinds.map(({ classes }) => rooms.reduce((sum, room, at) => sum + room * (classes[at] ?? 0), 0))
  const kept: number[] = []
  for (const [place, room] of rooms.entries()) {
    const without = keys.map((key, index) => key - room * (kinds[index]?.classes[place] ?? 0))
    if (!isTold(without, signatures)) kept.push(place)
    else for (const [index, key] of without.entries()) keys[index] = key
  }
  return kept
}

/** Whether equal keys have equal signatures. */
function isTold(keys: readonly number[], signatures: readonly string[]): boolean {
  const seen = new Map<number, string | undefined>()
  for (const [index, key] of keys.entries()) {
    if (seen.has(key) && seen.get(key) !== signatures[index]) return false
    seen.set(key, signatures[index])
  }
  return true
}
