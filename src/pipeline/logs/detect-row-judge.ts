/** Atoms on single rows: what the classes of a row leave open is read from its columns, each question once. */
import { type AtomTable, searchOf } from '#sigma/atoms.ts'
import type { Atom } from '#sigma/bind.ts'
import type { Truth } from '#sigma/expression.ts'
import type { LiteralSearch } from '#sigma/literal-search.ts'
import { atomHolds } from '#sigma/match.ts'
import type { FieldValue } from '#sigma/predicate.ts'
import { columnOf, type Slot, slotKey, valuesIn } from '#sigma/slot.ts'

/** Values of columns that repeat are taken apart once; so many texts are remembered of each slot. */
const REMEMBERED = 5000
/** Longer texts hardly repeat. */
const LONGEST = 2000

export class RowJudge {
  private readonly table: AtomTable
  private readonly seen: Set<string>
  /** By slot, the search for all literals that are asked of it. */
  private readonly searches: ReadonlyMap<string, LiteralSearch>
  private readonly remembered = new Map<string, Map<string, readonly FieldValue[]>>()

  /** @param seen takes the keys of slots in which something was found */
  constructor(table: AtomTable, seen: Set<string>) {
    this.table = table
    this.seen = seen
    this.searches = searchesOf(table)
  }

  /**
   * The truth of every atom on a row.
   *
   * @param text what the row has in a column
   * @param known what the kind of the row tells
   */
  truthOf(
    text: (column: string) => string | null,
    known: (atom: number) => Truth,
  ): (atom: number) => boolean {
    const values = new Map<string, readonly FieldValue[]>()
    const truths = new Map<number, boolean>()
    const occurring = new Map<string, ReadonlySet<number>>()
    /** Of an atom that asks for a literal, the numbers of all that are found in its slot. */
    const literalsIn = (atom: Atom, valuesOf: (slot: Slot) => readonly FieldValue[]) => {
      if (atom.kind !== 'holds' || atom.predicate.literal === undefined) return undefined
      const key = slotKey(atom.slot)
      const search = this.searches.get(key)
      if (!search) return undefined
      const known = occurring.get(key)
      if (known) return known
      const found = new Set<number>()
      for (const { lower } of valuesOf(atom.slot)) search.find(lower, found)
      occurring.set(key, found)
      return found
    }
    const valuesOf = (slot: Slot): readonly FieldValue[] => {
      const key = slotKey(slot)
      const read = values.get(key) ?? this.valuesIn(slot, key, text(columnOf(slot)))
      values.set(key, read)
      if (read.length > 0) this.seen.add(key)
      return read
    }
    return (number) => {
      const decided = known(number) ?? truths.get(number)
      if (decided !== undefined) return decided
      const atom = this.table.atoms[number]
      const holds =
        atom !== undefined && (literalsIn(atom, valuesOf)?.has(number) ?? atomHolds(atom, valuesOf))
      truths.set(number, holds)
      return holds
    }
  }

  private valuesIn(slot: Slot, key: string, text: string | null): readonly FieldValue[] {
    if (text === null || slot.kind !== 'column' || text.length > LONGEST) return valuesIn(slot, text)
    const known = this.remembered.get(key) ?? new Map<string, readonly FieldValue[]>()
    this.remembered.set(key, known)
    const values = known.get(text) ?? valuesIn(slot, text)
    if (known.size >= REMEMBERED) known.clear()
    known.set(text, values)
    return values
  }
}

function searchesOf(table: AtomTable): ReadonlyMap<string, LiteralSearch> {
  const atoms = table.atoms.flatMap((atom, number) => (atom.kind === 'holds' ? [{ number, atom }] : []))
  const bySlot = Map.groupBy(atoms, ({ atom }) => slotKey(atom.slot))
  return new Map(
    Array.from(bySlot).flatMap(([key, ofSlot]) => {
      const search = searchOf(ofSlot)
      return search ? [[key, search] as const] : []
    }),
  )
}
