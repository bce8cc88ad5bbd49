/** Filters of rows as SQL for DuckDB. */
import type { RowFilter } from '#model/events/row-filter.ts'
import { identifier, literal } from '../duckdb.ts'

/** So many alternatives stay within what RE2 sets aside for one expression. */
const MOST_ALTERNATIVES = 100

/** Texts that begin alike are leapt from one to the next; others are taken letter by letter. */
const ALIKE = 5
const FEW = 2

/** A condition that is true of every row that the filter lets through. */
export function filterSql(filter: RowFilter): string {
  switch (filter.kind) {
    case 'every':
      return 'true'
    case 'equals': {
      const column = identifier(filter.column)
      const hasLetters = filter.texts.some((text) => /[a-z]/.test(text))
      return `${hasLetters ? `lower(${column})` : column} IN (${filter.texts.map(literal).join(', ')})`
    }
    case 'contains': {
      const all = filter.texts.map((text) => occurrence(filter.column, [text])).join(' AND ')
      return filter.isJson ? `(${all} OR ${escapes(filter.column)})` : `(${all})`
    }
    case 'all':
      return filter.of.length === 0 ? 'true' : `(${filter.of.map(filterSql).join(' AND ')})`
    case 'any':
      return anySql(filter.of)
  }
}

/** Alternatives over one column become one list, or one expression. */
function anySql(filters: readonly RowFilter[]): string {
  const equal = new Map<string, Set<string>>()
  const single = new Map<string, { column: string; texts: Set<string>; isJson: boolean }>()
  const others: RowFilter[] = []
  for (const filter of filters.flatMap(flat)) {
    if (filter.kind === 'equals') {
      const texts = equal.get(filter.column) ?? new Set()
      equal.set(filter.column, texts)
      for (const text of filter.texts) texts.add(text)
    } else if (filter.kind === 'contains' && filter.texts.length === 1) {
      const key = `${filter.column} ${filter.isJson}`
      const { column, isJson } = filter
      const group = single.get(key) ?? { column, isJson, texts: new Set<string>() }
      single.set(key, group)
      group.texts.add(filter.texts[0] ?? '')
    } else others.push(filter)
  }
  const parts = [
    ...Array.from(equal, ([column, texts]) =>
      filterSql({ kind: 'equals', column, texts: Array.from(texts) }),
    ),
    ...Array.from(single.values(), ({ column, texts, isJson }) => {
      const some = occurrence(column, Array.from(texts))
      return isJson ? `(${some} OR ${escapes(column)})` : some
    }),
    ...Array.from(new Set(others.map(filterSql))),
  ]
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`
}

const flat = (filter: RowFilter): readonly RowFilter[] =>
  filter.kind === 'any' ? filter.of.flatMap(flat) : [filter]

/**
 * True where one of the texts occurs, which are ASCII in lower case; of a column with more than ASCII also where one
 * nearly does. One expression: lowering a text costs more than ignoring its case, but for two texts that begin unlike.
 */
export function occurrence(column: string, all: readonly string[]): string {
  const texts = fewest(all)
  const [first = ''] = texts
  if (texts.length === FEW && !texts.every((text) => text.startsWith(first.slice(0, ALIKE)))) {
    return `(${texts.map((text) => `contains(lower(${identifier(column)}), ${literal(text)})`).join(' OR ')})`
  }
  const parts: string[] = []
  for (let at = 0; at < texts.length; at += MOST_ALTERNATIVES) {
    const pattern = texts
      .slice(at, at + MOST_ALTERNATIVES)
      .map(alternative)
      .join('|')
    parts.push(`regexp_matches(${identifier(column)}, ${literal(pattern)}, 'i')`)
  }
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' OR ')})`
}

/**
 * A text as an expression that ignores case. JavaScript makes `i` and a dot of the Turkish capital `İ`, RE2 does not;
 * a text that ends in `i` must not be lost for it. Elsewhere the letters stay plain: RE2 is quickest when all
 * alternatives begin alike.
 */
const alternative = (text: string): string => text.replaceAll(/[^0-9A-Za-z _]/g, '\\$&').replace(/i$/, '[iİ]')

/** Without those that stand within others: where the longer one occurs, the shorter does. */
function fewest(texts: readonly string[]): readonly string[] {
  const byLength = texts.toSorted((one, other) => one.length - other.length || (one < other ? -1 : 1))
  if (byLength.length > MOST_ALTERNATIVES) return byLength
  return byLength.filter((text, at) => !byLength.slice(0, at).some((shorter) => text.includes(shorter)))
}

/** True where JSON writes characters as escapes that are no matter of course. A text is searched once, mostly. */
export function escapesSql(name: string): string {
  return `(contains(${name}, '\\') AND (contains(${name}, '\\u') OR contains(${name}, '\\/')))`
}

/** Rows in which JSON writes characters as escapes are always let through. */
const escapes = (column: string): string => escapesSql(identifier(column))
