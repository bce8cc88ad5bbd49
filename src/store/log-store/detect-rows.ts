/**
 * Events as detection reads them: the values of a column, the kinds of rows that columns cut into classes make, and
 * the rows of some kinds. Everything is streamed; what is large stays in DuckDB.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { LogSource } from '#model/events/log-event.ts'
import type { RowFilter, TextQuestion } from '#model/events/row-filter.ts'
import { columnChunks, identifier, literal } from '../duckdb.ts'
import { filterSql } from './detect-filter.ts'
import { answersSql } from './detect-questions.ts'
import { packedWords, unpacked, type Word } from './detect-words.ts'

/** A database that may read the events. */
export type EventDatabase = DuckDBConnection

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
   * The answers to what was asked, as a sum: twice 1 where the first is true, twice 2 where the second is, and so on;
   * and 1 where there are answers. Where it is 0, texts have to tell.
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
}

/** All rows of one kind. */
export interface KindRows {
  /** Its place among the wanted ones. */
  readonly kind: number
  readonly rows: number
  /** Of each row its time in milliseconds, `\x1f` and its id; no time where it is lost. */
  readonly hits: readonly string[]
}

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

/** Numbers up to here are exact in JavaScript. */
const LARGEST_WORD = 2 ** 50
/** Rows that are looked at first. */
const FIRST_ROWS = 2000
/** A list of values in SQL that is longer becomes a table. */
const LONGEST_LIST = 64

/** The events of one log. */
export class EventRows {
  private readonly connection: DuckDBConnection
  private readonly from: string
  private tables = 0

  /** @param relation what stands behind FROM, with the columns of events; may hold other logs too */
  constructor(connection: DuckDBConnection, relation: string, source: LogSource) {
    this.connection = connection
    this.from = `(SELECT * FROM ${relation} WHERE source = ${literal(source)})`
  }

  /** Of some columns, how many different values the first events have in them. */
  async variety(columns: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counted = columns.map((column) => `count(DISTINCT ${identifier(column)})`)
    const counts = await this.numbers(counted, `(FROM ${this.from} LIMIT ${FIRST_ROWS})`)
    return new Map(columns.map((column, index) => [column, counts[index] ?? 0]))
  }

  /** Which of these columns have something in some event. */
  async filled(columns: readonly string[]): Promise<ReadonlySet<string>> {
    const counts = await this.numbers(
      columns.map((column) => `count(${identifier(column)})`),
      this.from,
    )
    return new Set(columns.filter((_, index) => (counts[index] ?? 0) > 0))
  }

  private async numbers(selected: readonly string[], from: string): Promise<readonly number[]> {
    if (selected.length === 0) return []
    const reader = await this.connection.runAndReadAll(`SELECT ${selected.join(', ')} FROM ${from}`)
    return (reader.getRows()[0] ?? []).map(Number)
  }

  /** The different values of columns, of each those that its filter lets through; undefined where they are too many. */
  async values(
    wanted: readonly WantedValues[],
    most: number,
  ): Promise<readonly (readonly string[] | undefined)[]> {
    const lists = wanted.map(({ column, filter }) => {
      const condition = filter.kind === 'every' ? '' : ` AND ${filterSql(filter)}`
      return `list(DISTINCT ${identifier(column)}) FILTER (WHERE ${identifier(column)} IS NOT NULL${condition})`
    })
    try {
      const reader = await this.connection.runAndReadAll(
        `SELECT ${lists.join(', ') || 'NULL'} FROM ${this.from}`,
      )
      const [row = []] = reader.getRowsJS()
      return wanted.map((_, index) => shortList(row[index], most))
    } catch {
      // More than memory holds: one after the other, and no further than needed.
      return Promise.all(wanted.map((each) => this.valuesOf(each, most)))
    }
  }

  private async valuesOf(
    { column, filter }: WantedValues,
    most: number,
  ): Promise<readonly string[] | undefined> {
    const name = identifier(column)
    const sql = `SELECT DISTINCT ${name} FROM ${this.from} WHERE ${name} IS NOT NULL AND ${filterSql(filter)} LIMIT ${most + 1}`
    const reader = await this.connection.runAndReadAll(sql)
    return shortList(
      reader.getRows().map(([value]) => value),
      most,
    )
  }

  /** The kinds of rows that these columns make. */
  async kinds(columns: readonly ClassColumn[]): Promise<readonly RowKind[]> {
    const { words, joins } = await this.words(columns)
    if (words.length === 0) {
      const [rows = 0] = await this.numbers(['count(*)'], this.from)
      return rows === 0 ? [] : [{ classes: [], rows }]
    }
    const names = words.map((_, index) => `w${index}`)
    const inner = `SELECT ${words.map(({ sql }, index) => `${sql} AS w${index}`).join(', ')} FROM ${this.from} e ${joins}`
    const sql = `SELECT ${names.join(', ')}, count(*) FROM (${inner}) GROUP BY ${names.join(', ')}`
    const kinds: RowKind[] = []
    for await (const { rows, columns: read } of columnChunks(this.connection, sql)) {
      for (let row = 0; row < rows; row++) {
        const classes = words.flatMap((word, index) => unpacked(Number(read[index]?.[row]), word.sizes))
        kinds.push({ classes, rows: Number(read[words.length]?.[row]) })
      }
    }
    return kinds
  }

  /** The rows of the wanted kinds, with further columns. @param asked at most `MOST_ASKED` questions */
  async *rows(
    columns: readonly ClassColumn[],
    wanted: WantedKinds,
    { texts, ordered, asked = [] }: ReadRows,
  ): AsyncGenerator<FoundRows> {
    if (wanted.kinds.length === 0) return
    const { words, joins } = await this.words(columns)
    const table = await this.wantedTable(wanted, words)
    const on = words.map(({ sql }, index) => `k.w${index} = ${sql}`)
    const { inner, answers, unanswered } = answersSql(asked)
    const read = [
      ...inner,
      ...texts
        .filter((column) => !unanswered.has(column))
        .map((column) => `${textSql(column)} AS ${identifier(column)}`),
    ]
    const rows =
      `SELECT k.detect_kind, e.id, epoch_ms(e.time)::DOUBLE AS detect_time, ${read.join(', ') || 'NULL'} FROM ${this.from} e ${joins} ` +
      `JOIN ${table} k ON ${on.join(' AND ') || 'true'} WHERE ${filtersSql(wanted)}`
    const selected = texts.map((column) => unanswered.get(column) ?? identifier(column))
    const sql = `SELECT ${['detect_kind', 'id', 'detect_time', answers, ...selected].join(', ')} FROM (${rows}) ${ordered ? 'ORDER BY detect_time, id' : ''}`
    for await (const { columns: found } of columnChunks(this.connection, sql)) {
      yield {
        // DuckDB gives what the statement selects: a number, a text, two numbers, texts.
        kinds: found[0] as readonly number[],
        ids: found[1] as readonly string[],
        times: found[2] as readonly (number | null)[],
        answers: found[3] as readonly number[],
        texts: new Map(
          texts.map((column, index) => [column, found[index + 4] as readonly (string | null)[]]),
        ),
      }
    }
  }

  /** The rows of the wanted kinds, kind by kind: for as many as fit into memory it is the quickest way. */
  async *rowsByKind(columns: readonly ClassColumn[], kinds: readonly RowKind[]): AsyncGenerator<KindRows> {
    if (kinds.length === 0) return
    const { words, joins } = await this.words(columns)
    const table = await this.wantedTable({ kinds }, words)
    const on = words.map(({ sql }, index) => `k.w${index} = ${sql}`).join(' AND ') || 'true'
    const hit = `coalesce(epoch_ms(e.time)::VARCHAR, '') || chr(31) || e.id`
    const sql =
      `SELECT k.detect_kind, count(*), string_agg(${hit}, chr(30)) FROM ${this.from} e ${joins} ` +
      `JOIN ${table} k ON ${on} GROUP BY k.detect_kind`
    for await (const { rows, columns: read } of columnChunks(this.connection, sql)) {
      for (let row = 0; row < rows; row++) {
        yield {
          kind: Number(read[0]?.[row]),
          rows: Number(read[1]?.[row]),
          hits: String(read[2]?.[row]).split('\x1e'),
        }
      }
    }
  }

  private async wantedTable({ kinds, filterOf }: WantedKinds, words: readonly Word[]): Promise<string> {
    const columns = words.map((_, index) => `w${index} BIGINT`)
    const rows = kinds.map(({ classes }, kind) => {
      const packed = packedWords(classes, words)
      return `(${[kind, filterOf?.[kind] ?? 0, ...packed].join(',')})`
    })
    return this.table(['detect_kind INTEGER', 'detect_filter INTEGER', ...columns], rows)
  }

  /** The classes of columns packed into as few numbers as hold them. */
  private async words(columns: readonly ClassColumn[]): Promise<{ words: readonly Word[]; joins: string }> {
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
    const byClass = Map.groupBy(classes, ([, number]) => number)
    const cases = Array.from(byClass, ([number, values]) => {
      const list = values.map(([value]) => valueSql(value)).join(', ')
      return `WHEN ${name} IN (${list}) THEN ${number}`
    })
    const rest = otherwise === 0 ? '' : `WHEN ${name} IS NULL THEN 0`
    return { sql: `(CASE ${[rest, ...cases].join(' ')} ELSE ${otherwise} END)::BIGINT` }
  }

  private async table(columns: readonly string[], rows: readonly string[]): Promise<string> {
    const name = `detect_${++this.tables}`
    await this.connection.run(`CREATE OR REPLACE TEMP TABLE ${name} (${columns.join(', ')})`)
    for (let at = 0; at < rows.length; at += 5000) {
      await this.connection.run(`INSERT INTO ${name} VALUES ${rows.slice(at, at + 5000).join(', ')}`)
    }
    return name
  }
}

/** The values of a list from DuckDB, as long as it is not longer than wanted. */
function shortList(value: unknown, most: number): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.length > most ? undefined : list.map(String)
}

/** Each kind is wanted under its own filter. */
function filtersSql({ filters }: WantedKinds): string {
  if (!filters) return 'true'
  const parts = filters.map((filter, index) => `(k.detect_filter = ${index} AND ${filterSql(filter)})`)
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`
}

function textSql(column: string): string {
  if (column !== 'time') return `e.${identifier(column)}`
  return `strftime(e.time, '%Y-%m-%dT%H:%M:%S.%gZ')`
}

/** Any text as SQL. A statement ends at a character of zero, and texts of logs may hold one. */
const valueSql = (text: string): string =>
  text.includes('\0') ? `(${text.split('\0').map(literal).join(' || chr(0) || ')})` : literal(text)
