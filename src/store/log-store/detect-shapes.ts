/** What detection asks of the events of a log, and what it gets. */
import type { RowFilter, TextQuestion } from '#model/events/row-filter.ts'

/** A column whose values fall into classes; class 0 is that of no value. */
export interface ClassColumn {
  readonly column: string
  /** Values that are not in the class of most. */
  readonly classes: ReadonlyMap<string, number>
  /** The class of every value that is not among them. */
  readonly otherwise: number
  /** How many classes there are. */
  readonly size: number
}

/** A kind of row: the class that it has in each column, and how many rows are of that kind. */
export interface RowKind {
  readonly classes: readonly number[]
  readonly rows: number
}

/** Values of several columns that occur together. */
export interface Combination {
  /** In the order of the columns; null for no value, `otherValue` for one that the filter does not let through. */
  readonly values: readonly (string | null | typeof otherValue)[]
  readonly rows: number
}

/** Some value that is of no interest. */
export const otherValue = Symbol('other')

/** Rows of kinds that were asked for, column by column. */
export interface FoundRows {
  /** Of each row, the place of its kind among the wanted ones. */
  readonly kinds: readonly number[]
  readonly ids: readonly string[]
  /** Milliseconds since 1970. */
  readonly times: readonly (number | null)[]
  /** The further columns by name; times in ISO 8601. */
  readonly texts: ReadonlyMap<string, readonly (string | null)[]>
  /**
   * The answers to what was asked, as a sum: 1 where there are answers, and twice 1 where the first is true, twice 2
   * where the second is, and so on. Where it is 0, texts have to tell.
   */
  readonly answers: readonly number[]
}

/** What to read of the rows of wanted kinds. */
export interface ReadRows {
  readonly texts: readonly string[]
  /** By time, then id. */
  readonly ordered: boolean
  /** Questions for the database. Columns that they are about are read only of rows for which it has no answer. */
  readonly asked?: readonly TextQuestion[]
  /** Only rows that `rowsInTime` counts and does not write, of the same questions. */
  readonly leftOver?: boolean
}

/** Rows of wanted kinds as texts, of which nothing but kind, answers, time and id is wanted. */
export interface TimedRows {
  readonly rows: number
  /**
   * Of each row its kind and its answers in `NUMBER_DIGITS` digits each, its time in `TIME_LENGTH` letters (ISO 8601,
   * or blanks where it is lost) and its id, in the order of time and id. Rows whose id contains `BETWEEN_ROWS` and
   * rows without answers are counted and not written.
   */
  readonly written: readonly string[]
}

export const NUMBER_DIGITS = 6
export const TIME_LENGTH = '2026-01-01T00:00:00.000Z'.length
export const BETWEEN_ROWS = '\x1e'

/** A column whose values are asked for. */
export interface WantedValues {
  readonly column: string
  readonly filter: RowFilter
}

/** Kinds of rows with the condition that their rows are wanted under. */
export interface WantedKinds {
  readonly kinds: readonly RowKind[]
  /** Of each kind, its place among the filters; without filters every row is wanted. */
  readonly filterOf?: readonly number[]
  readonly filters?: readonly RowFilter[]
}
