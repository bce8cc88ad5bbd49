/** The columns of one log, cut into classes: values that no question of any rule tells apart are of one class. */
import type { TextColumn } from '#model/events/log-event.ts'
import { anyFilter, everyRow, type RowFilter } from '#model/events/row-filter.ts'
import { type AtomTable, holdersOf, type NumberedAtom } from '#sigma/atoms.ts'
import { atomFilter } from '#sigma/row-filters.ts'
import { holdsJson } from '#sigma/slot.ts'
import type { EventRows } from '#store/log-store/detect-rows.ts'
import {
  type ClassColumn,
  type Combination,
  otherValue,
  type RowKind,
} from '#store/log-store/detect-shapes.ts'

/** A column with so many values that matter is read row by row, where it still matters. */
const MOST_VALUES = 50_000
/** With so many among the first events a column is taken for one of many values. */
const FEW_VALUES = 200
/** Where the first rows repeat each other, all of them do, and one pass over the log tells values and kinds. */
const MOST_DIFFERING = 0.8
const MOST_COMBINATIONS = 20_000

/** A column in classes, and which atoms hold in each. */
export interface AskedColumn extends ClassColumn {
  readonly column: TextColumn
  /** Class by class, the numbers of the atoms that hold. */
  readonly holding: readonly ReadonlySet<number>[]
}

/** What is known of a log before any row of it is read. */
export interface Classes {
  readonly columns: readonly AskedColumn[]
  /** Of an atom whose column is in classes, the place of the column; an atom without one there is never true. */
  readonly columnOf: ReadonlyMap<number, number | undefined>
  /** Columns that were asked for every value and have none. */
  readonly empty: ReadonlySet<string>
}

/** The columns in classes, and the kinds of rows that they make. */
export interface JudgedColumns {
  readonly classes: Classes
  readonly kinds: readonly RowKind[]
}

/**
 * Asks for the values of the columns that atoms are about, judges each value once, and counts the rows by them.
 *
 * @param variety how many different values the first events have in each column
 */
export async function judgeColumns(
  table: AtomTable,
  rows: EventRows,
  variety: ReadonlyMap<string, number>,
): Promise<JudgedColumns> {
  const asking = Array.from(byColumn(table), ([column, atoms]): Asking => {
    const isVaried = (variety.get(column) ?? 0) > FEW_VALUES
    return { column, atoms, isVaried, filter: isVaried ? filterOf(column, atoms) : everyRow }
    // Of JSON hardly two texts are alike then, and hardly a rule asks for it alone.
  }).filter(({ column, isVaried }) => !(isVaried && holdsJson(column)))
  const whole = asking.filter(({ filter }) => filter.kind === 'every').map(({ column }) => column)
  const isRepeating = (await rows.differing(whole)) <= MOST_DIFFERING
  const together = isRepeating ? await rows.combinations(asking, MOST_COMBINATIONS) : undefined
  if (together) {
    const classes = classesOf(asking, valuesIn(together, asking))
    return { classes, kinds: kindsOf(together, asking, classes) }
  }
  const classes = classesOf(asking, await rows.values(asking, MOST_VALUES))
  return { classes, kinds: await rows.kinds(classes.columns) }
}

interface Asking {
  readonly column: TextColumn
  readonly atoms: readonly NumberedAtom[]
  readonly isVaried: boolean
  readonly filter: RowFilter
}

function classesOf(asking: readonly Asking[], values: readonly (readonly string[] | undefined)[]): Classes {
  const columns: AskedColumn[] = []
  const columnOf = new Map<number, number | undefined>()
  const empty = new Set<string>()
  for (const [index, { column, atoms, filter }] of asking.entries()) {
    const found = values[index]
    if (!found) continue
    if (found.length === 0 && filter.kind === 'every') empty.add(column)
    const asked = classified(column, atoms, found)
    const place = asked.size > 1 ? columns.push(asked) - 1 : undefined
    for (const { number } of atoms) columnOf.set(number, place)
  }
  return { columns, columnOf, empty }
}

/** The different values of each column. */
function valuesIn(together: readonly Combination[], asking: readonly Asking[]): readonly string[][] {
  return asking.map((_, index) => {
    const found = together.map(({ values }) => values[index])
    return Array.from(new Set(found)).filter((value) => typeof value === 'string')
  })
}

/** The kinds that combinations of values are of. */
function kindsOf(
  together: readonly Combination[],
  asking: readonly Asking[],
  { columns }: Classes,
): readonly RowKind[] {
  const places = columns.map(({ column }) => asking.findIndex((one) => one.column === column))
  const kinds = new Map<string, { classes: readonly number[]; rows: number }>()
  for (const { values, rows } of together) {
    const classes = columns.map((column, index) => classIn(column, values[places[index] ?? -1]))
    const key = classes.join()
    const known = kinds.get(key)
    if (known) known.rows += rows
    else kinds.set(key, { classes, rows })
  }
  return Array.from(kinds.values()).filter(({ rows }) => rows > 0)
}

function classIn(
  { classes, otherwise }: AskedColumn,
  value: Combination['values'][number] | undefined,
): number {
  if (value === null || value === undefined) return 0
  return value === otherValue ? otherwise : (classes.get(value) ?? otherwise)
}

function byColumn(table: AtomTable): ReadonlyMap<TextColumn, readonly NumberedAtom[]> {
  const found = new Map<TextColumn, NumberedAtom[]>()
  for (const [number, atom] of table.atoms.entries()) {
    if (atom.kind !== 'holds' || atom.slot.kind !== 'column') continue
    const { column } = atom.slot
    found.set(column, [...(found.get(column) ?? []), { number, atom }])
  }
  return found
}

function classified(
  column: TextColumn,
  atoms: readonly NumberedAtom[],
  values: readonly string[],
): AskedColumn {
  const holders = holdersOf(atoms)
  const numbers = new Map<string, number>([['', 0]])
  const holding: ReadonlySet<number>[] = [new Set()]
  const classOf = (held: readonly number[]): number => {
    const key = held.join(',')
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, holding.length)
    return holding.push(new Set(held)) - 1
  }
  const otherwise = classOf(holdsJson(column) ? [] : anyText(atoms))
  const classes = new Map<string, number>()
  for (const value of values) {
    const number = classOf(holders(value))
    if (number !== otherwise) classes.set(value, number)
  }
  return { column, classes, otherwise, size: holding.length, holding }
}

/** The atoms that hold of any text with something in it. */
function anyText(atoms: readonly NumberedAtom[]): readonly number[] {
  return atoms
    .filter(({ atom }) => atom.predicate.hint.kind === 'some')
    .map(({ number }) => number)
    .toSorted((one, other) => one - other)
}

/** The values that may be told apart from any text. */
function filterOf(column: TextColumn, atoms: readonly NumberedAtom[]): RowFilter {
  const telling = atoms.filter(({ atom }) => atom.predicate.hint.kind !== 'some')
  return anyFilter([{ kind: 'equals', column, texts: [''] }, ...telling.map(({ atom }) => atomFilter(atom))])
}
