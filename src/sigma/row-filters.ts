/** From expressions over atoms to filters of rows: what a row must have for the expression to be true of it. */
import { allFilters, anyFilter, everyRow, noRow, type RowFilter } from '#model/events/row-filter.ts'
import type { Atom } from './bind.ts'
import type { Expression, Truth } from './expression.ts'
import { columnOf, holdsJson, type Slot } from './slot.ts'

/**
 * The filter of an expression of which some leaves are decided.
 *
 * @param truthOf of a leaf that is decided
 * @param filterOf of one that is not
 */
export function expressionFilter<Leaf>(
  expression: Expression<Leaf>,
  truthOf: (leaf: Leaf) => Truth,
  filterOf: (leaf: Leaf) => RowFilter,
): RowFilter {
  switch (expression.kind) {
    case 'leaf': {
      const truth = truthOf(expression.leaf)
      if (truth === undefined) return filterOf(expression.leaf)
      return truth ? everyRow : noRow
    }
    case 'not':
      // What makes the inside false cannot be said by what has to be there.
      return everyRow
    case 'all':
      return allFilters(expression.of.map((part) => expressionFilter(part, truthOf, filterOf)))
    case 'any':
    case 'atLeast':
      return anyFilter(expression.of.map((part) => expressionFilter(part, truthOf, filterOf)))
  }
}

/** What a row must have for an atom to hold. */
export function atomFilter(atom: Atom): RowFilter {
  if (atom.kind === 'alike') return everyRow
  const { slot, predicate } = atom
  const column = columnOf(slot)
  const { hint } = predicate
  const written = writing(slot)
  if (written === 'time') return everyRow
  if (hint.kind === 'equals' && written === 'plain' && isAscii(hint.text)) {
    return { kind: 'equals', column, texts: [hint.text] }
  }
  const literals = hint.kind === 'equals' ? [hint.text] : hint.kind === 'contains' ? hint.texts : []
  const value = longest(literals, written)
  // A key beside a telling value would only cost time.
  const key = value.length >= TELLING ? '' : longest(keysOf(slot), written)
  const texts = [value, key].filter((text) => text !== '')
  return texts.length === 0 ? everyRow : { kind: 'contains', column, texts, isJson: written !== 'plain' }
}

/** The text that an atom asks for, where all it asks is whether that text occurs in the record. */
export function askedOfRecord(atom: Atom | undefined): string | undefined {
  if (atom?.kind !== 'holds' || atom.slot.kind !== 'record') return undefined
  const { literal } = atom.predicate
  return literal !== undefined && isAscii(literal) ? literal : undefined
}

/** So long a text hardly occurs by chance. */
const TELLING = 6

/** Rows that may have something at the place of a slot. */
export function presenceFilter(slot: Slot): RowFilter {
  const key = longest(keysOf(slot), 'json')
  if (key === '') return everyRow
  return { kind: 'contains', column: columnOf(slot), texts: [key], isJson: true }
}

type Writing = 'plain' | 'json' | 'text of json' | 'time'

function writing(slot: Slot): Writing {
  switch (slot.kind) {
    case 'time':
      return 'time'
    case 'record':
      return 'text of json'
    case 'raw':
      return 'json'
    case 'column':
      return holdsJson(slot.column) ? 'json' : 'plain'
  }
}

/** The last step of a path stands in the record as a key or as a name; steps before it may be an envelope. */
function keysOf(slot: Slot): readonly string[] {
  return slot.kind === 'raw' || slot.kind === 'column' ? slot.path.slice(-1) : []
}

/**
 * The longest piece of the texts that stands in the column letter by letter: ASCII, and inside JSON nothing that a
 * writer may escape or part, and no number, of which there are several spellings.
 */
function longest(texts: readonly string[], written: Writing): string {
  const pattern = written === 'json' ? IN_JSON : IN_TEXT
  const pieces = texts.flatMap((text) => text.match(pattern) ?? [])
  const usable = written === 'json' ? pieces.filter((piece) => !NUMBER_LIKE.test(piece)) : pieces
  return usable.reduce((best, piece) => (piece.length > best.length ? piece : best), '')
}

const IN_TEXT = /[\x20-\x7e]+/g
const IN_JSON = /[ !#$%&'()*+\-.0-9;<=>?@A-Z^_`a-z|~]+/g
const NUMBER_LIKE = /^[-+.0-9e]*$/
const ASCII = /^[\x20-\x7e]*$/
const isAscii = (text: string): boolean => ASCII.test(text)
