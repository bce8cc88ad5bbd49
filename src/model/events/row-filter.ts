/**
 * What rows must have to matter, put so that a database can leave out the others early. A filter lets too many rows
 * through rather than one too few: whether a row really matters is decided elsewhere.
 */
export type RowFilter =
  | { readonly kind: 'every' }
  /** The column, in lower case, is one of these texts; they are ASCII in lower case. */
  | { readonly kind: 'equals'; readonly column: string; readonly texts: readonly string[] }
  /**
   * All of these texts occur in the column, in whatever case; they are ASCII in lower case. A column `isJson` may
   * write any character as an escape.
   */
  | {
      readonly kind: 'contains'
      readonly column: string
      readonly texts: readonly string[]
      readonly isJson: boolean
    }
  | { readonly kind: 'all'; readonly of: readonly RowFilter[] }
  | { readonly kind: 'any'; readonly of: readonly RowFilter[] }

export const everyRow: RowFilter = { kind: 'every' }
export const noRow: RowFilter = { kind: 'any', of: [] }

/** Rows that every filter lets through. */
export function allFilters(filters: readonly RowFilter[]): RowFilter {
  const of = filters.filter(({ kind }) => kind !== 'every')
  if (of.some(isNone)) return noRow
  return of.length === 0 ? everyRow : { kind: 'all', of }
}

/** Rows that some filter lets through. */
export function anyFilter(filters: readonly RowFilter[]): RowFilter {
  if (filters.some(({ kind }) => kind === 'every')) return everyRow
  return { kind: 'any', of: filters.filter((filter) => !isNone(filter)) }
}

const isNone = (filter: RowFilter): boolean => filter.kind === 'any' && filter.of.length === 0

/** Whether one of some texts occurs in a column, in whatever case; they are ASCII in lower case. */
export interface TextQuestion {
  readonly column: string
  readonly texts: readonly string[]
}
