/** Classes of many columns packed into few numbers: DuckDB groups and joins by numbers quickest. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, literal } from '../duckdb.ts'
import { type ClassColumn, NUMBER_DIGITS, type WantedKinds } from './detect-shapes.ts'

/** Some columns in one number: its SQL, and how many classes each of them has. */
export interface Word {
  readonly sql: string
  readonly sizes: readonly number[]
}

/** Numbers of the rows `e` of events, with what has to be joined for them. */
export interface Words {
  readonly words: readonly Word[]
  readonly joins: string
}

/** Numbers up to here are exact in JavaScript. */
const LARGEST_WORD = 2 ** 50
/** A list of values in SQL that is longer becomes a table. */
const LONGEST_LIST = 64
const ROWS_AT_ONCE = 5000

/** Makes the words of columns, and tables of rows that are looked for by them. */
export class WordMaker {
  private readonly connection: DuckDBConnection
  private tables = 0

  constructor(connection: DuckDBConnection) {
    this.connection = connection
  }

  /** The classes of columns packed into as few numbers as hold them. */
  async words(columns: readonly ClassColumn[]): Promise<Words> {
    const words: { parts: string[]; sizes: number[]; room: number }[] = []
    const joins: string[] = []
    for (const column of columns) {
      const { sql, join } = await this.classSql(column)
      if (join) joins.push(join)
      let word = words.at(-1)
      if (!word || word.room * column.size > LARGEST_WORD) {
        word = { parts: [], sizes: [], room: 1 }
        words.push(word)
      }
      word.parts.push(`${sql} * ${word.room}::BIGINT`)
      word.sizes.push(column.size)
      word.room *= column.size
    }
    return {
      words: words.map(({ parts, sizes }) => ({ sql: `(${parts.join(' + ')})`, sizes })),
      joins: joins.join(' '),
    }
  }

  /** A join of events `e` with the wanted kinds `k`: `detect_kind` is the place among them, `detect_digits` that as text. */
  async joinOfKinds({ kinds, filterOf }: WantedKinds, { words, joins }: Words): Promise<string> {
    const columns = words.map((_, index) => `w${index} BIGINT`)
    const rows = kinds.map(({ classes }, kind) => {
      const packed = packedWords(classes, words)
      return `(${[kind, inDigits(kind), filterOf?.[kind] ?? 0, ...packed].join(',')})`
    })
    const named = ['detect_kind INTEGER', 'detect_digits VARCHAR', 'detect_filter INTEGER']
    const table = await this.table([...named, ...columns], rows)
    const on = words.map(({ sql }, index) => `k.w${index} = ${sql}`).join(' AND ')
    return `${joins} JOIN ${table} k ON ${on || 'true'}`
  }

  private async classSql({
    column,
    classes,
    otherwise,
  }: ClassColumn): Promise<{ sql: string; join?: string }> {
    const name = `e.${identifier(column)}`
    if (classes.size > LONGEST_LIST) {
      const rows = Array.from(classes, ([value, number]) => `(${valueSql(value)}, ${number})`)
      const table = await this.table(['detect_value VARCHAR', 'detect_class INTEGER'], rows)
      const sql = `(CASE WHEN ${name} IS NULL THEN 0 ELSE coalesce(${table}.detect_class, ${otherwise}) END)::BIGINT`
      return { sql, join: `LEFT JOIN ${table} ON ${table}.detect_value = ${name}` }
    }
    // Of a column with a dictionary DuckDB calls a function once for each of its entries, and a CASE for every row.
    const values = Array.from(classes.keys(), valueSql).join(', ')
    const numbers = [otherwise, ...classes.values()].join(', ')
    const sql = `list_extract([${numbers}], coalesce(list_position([${values}]::VARCHAR[], ${name}), 0) + 1)::BIGINT`
    return { sql: otherwise === 0 ? sql : `${sql} * (${name} IS NOT NULL)::BIGINT` }
  }

  private async table(columns: readonly string[], rows: readonly string[]): Promise<string> {
    const name = `detect_${++this.tables}`
    await this.connection.run(`CREATE OR REPLACE TEMP TABLE ${name} (${columns.join(', ')})`)
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      await this.connection.run(`INSERT INTO ${name} VALUES ${rows.slice(at, at + ROWS_AT_ONCE).join(', ')}`)
    }
    return name
  }
}

const inDigits = (kind: number): string => `'${String(kind).padStart(NUMBER_DIGITS, '0')}'`

/** Any text as SQL. A statement ends at a character of zero, and texts of logs may hold one. */
const valueSql = (text: string): string =>
  text.includes('\0') ? `(${text.split('\0').map(literal).join(' || chr(0) || ')})` : literal(text)

/** The classes in a number. */
export function unpacked(word: number, sizes: readonly number[]): number[] {
  let rest = word
  return sizes.map((size) => {
    const part = rest % size
    rest = (rest - part) / size
    return part
  })
}

/** The numbers of a row's classes. */
function packedWords(classes: readonly number[], words: readonly Word[]): readonly number[] {
  let at = 0
  return words.map(({ sizes }) => {
    let room = 1
    return sizes.reduce((word, size) => {
      const sum = word + (classes[at++] ?? 0) * room
      room *= size
      return sum
    }, 0)
  })
}
