/** The questions of many rules together: each asked once, whoever asks it. */
import type { Atom } from './bind.ts'
import { type Expression, leaf, mapLeaves } from './expression.ts'
import { LiteralSearch } from './literal-search.ts'
import { atomKey } from './match.ts'
import { type FieldValue, fieldValue } from './predicate.ts'
import { isPlain, type Slot, slotKey, valuesIn } from './slot.ts'

/** Atoms numbered from zero, equal ones alike. */
export class AtomTable {
  readonly atoms: Atom[] = []
  private readonly numbers = new Map<string, number>()

  /** The same expression over numbers of atoms. */
  add(expression: Expression<Atom>): Expression<number> {
    return mapLeaves(expression, (atom) => leaf(this.numberOf(atom)))
  }

  private numberOf(atom: Atom): number {
    const key = atomKey(atom)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.atoms.length)
    return this.atoms.push(atom) - 1
  }
}

/** An atom about one slot, with its number. */
export interface NumberedAtom {
  readonly number: number
  readonly atom: Extract<Atom, { kind: 'holds' }>
}

/**
 * Which of these atoms hold of a value of their column, ascending. Atoms that ask for one whole text are found by
 * the text; the others are tried one after the other.
 */
export function holdersOf(atoms: readonly NumberedAtom[]): (text: string | null) => readonly number[] {
  const slots = Array.from(Map.groupBy(atoms, ({ atom }) => slotKey(atom.slot)).values(), slotHolders)
  return (text) => {
    if (text === null) return []
    return slots.flatMap((holders) => holders(text)).toSorted((one, other) => one - other)
  }
}

function slotHolders(atoms: readonly NumberedAtom[]): (text: string) => readonly number[] {
  const slot = atoms[0]?.atom.slot
  if (!slot) return () => []
  const { whole, search, tried } = byKind(atoms)
  return (text) => {
    const found = new Set<number>()
    for (const value of valuesFor(slot, text)) {
      search?.find(value.lower, found)
      for (const { number, atom } of whole.get(value.lower) ?? []) {
        if (atom.predicate.test(value)) found.add(number)
      }
      for (const { number, atom } of tried) {
        if (!found.has(number) && atom.predicate.test(value)) found.add(number)
      }
    }
    return Array.from(found)
  }
}

const valuesFor = (slot: Slot, text: string): readonly FieldValue[] =>
  isPlain(slot) ? [fieldValue(text)] : valuesIn(slot, text)

/** Fewer literals than this are quicker looked for one by one. */
const FEWEST_LITERALS = 12

function byKind(atoms: readonly NumberedAtom[]) {
  const search = searchOf(atoms)
  const whole = new Map<string, NumberedAtom[]>()
  const tried: NumberedAtom[] = []
  for (const atom of atoms) {
    const { hint, literal } = atom.atom.predicate
    if (search && literal !== undefined) continue
    if (hint.kind !== 'equals') tried.push(atom)
    else if (whole.has(hint.text)) whole.get(hint.text)?.push(atom)
    else whole.set(hint.text, [atom])
  }
  return { whole, search, tried }
}

/** A search for all the literals among these atoms; undefined where there are too few. */
export function searchOf(atoms: readonly NumberedAtom[]): LiteralSearch | undefined {
  const literals = atoms.flatMap(({ number, atom: { predicate } }) =>
    predicate.literal === undefined ? [] : [[predicate.literal, number] as const],
  )
  return literals.length < FEWEST_LITERALS ? undefined : new LiteralSearch(literals)
}
