/** Values that occur together, out of DuckDB as one text: value by value they take longer to hand over than to find. */
import { identifier } from '../duckdb.ts'
import { filterSql } from './detect-filter.ts'
import { BETWEEN_ROWS, type Combination, otherValue, type WantedValues } from './detect-shapes.ts'

const BETWEEN_VALUES = '\x1f'
const sqlOf = (character: string): string => `chr(${character.charCodeAt(0)})`

/** Each value begins with `=`; `~` is another value, nothing is none. */
export function combinationsSql(
  wanted: readonly WantedValues[],
  from: string,
  most: number,
): { asText: string; asRows: string } {
  const names = wanted.map((_, index) => `c${index}`)
  const selected = wanted.map(({ column, filter }, index) => {
    const name = identifier(column)
    if (filter.kind === 'every') return `${name} AS c${index}`
    return `(CASE WHEN ${filterSql(filter)} THEN '=' || ${name} WHEN ${name} IS NOT NULL THEN '~' END) AS c${index}`
  })
  const by = names.length > 0 ? `GROUP BY ${names.join(', ')}` : ''
  const inner = `SELECT ${selected.join(', ') || 'NULL'} FROM ${from}`
  const grouped = `(SELECT ${[...names, 'count(*) AS n'].join(', ')} FROM (${inner}) ${by} LIMIT ${most + 1})`
  const written = wanted.map(({ filter }, index) =>
    filter.kind === 'every' ? `coalesce('=' || c${index}, '')` : `coalesce(c${index}, '')`,
  )
  const row = [...written, 'n::VARCHAR'].join(` || ${sqlOf(BETWEEN_VALUES)} || `)
  return {
    asText: `SELECT count(*), string_agg(${row}, ${sqlOf(BETWEEN_ROWS)}) FROM ${grouped}`,
    asRows: `SELECT ${[...written, 'n'].join(', ')} FROM ${grouped}`,
  }
}

/** The combinations in a text; undefined when a value holds what stands between values or rows. */
export function combinationsIn(text: string, count: number, columns: number): Combination[] | undefined {
  const rows = count === 0 ? [] : text.split(BETWEEN_ROWS)
  if (rows.length !== count) return undefined
  const found: Combination[] = []
  for (const row of rows) {
    const parts = row.split(BETWEEN_VALUES)
    if (parts.length !== columns + 1) return undefined
    found.push({ values: parts.slice(0, columns).map(valueIn), rows: Number(parts[columns]) })
  }
  return found
}

/** A value as it is written. */
export function valueIn(written: string): Combination['values'][number] {
  if (written === '') return null
  return written === '~' ? otherValue : written.slice(1)
}
