/**
 * Events as detection reads them: the values of a column, the kinds of rows that columns cut into classes make, and
 * the rows of some kinds. Everything is streamed; what is large stays in DuckDB.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { TextQuestion } from '#model/events/row-filter.ts'
import { columnChunks, identifier } from '../duckdb.ts'
import { combinationsIn, combinationsSql, valueIn } from './detect-combinations.ts'
import { filterSql } from './detect-filter.ts'
import { answersSql } from './detect-questions.ts'
import {
  BETWEEN_ROWS,
  type ClassColumn,
  type Combination,
  type FoundRows,
  NUMBER_DIGITS,
  type ReadRows,
  type RowKind,
  TIME_LENGTH,
  type TimedRows,
  type WantedKinds,
  type WantedValues,
} from './detect-shapes.ts'
import { unpacked, WordMaker } from './detect-words.ts'

/** A database that may read the events. */
export type EventDatabase = DuckDBConnection

/** Rows that are looked at first. */
const FIRST_ROWS = 2000

/** The events of one log. */
export class EventRows {
  private readonly connection: DuckDBConnection
  private readonly from: string
  private readonly words: WordMaker

  /** @param relation what stands behind FROM, with the columns of events, of this log alone */
  constructor(connection: DuckDBConnection, relation: string) {
    this.connection = connection
    this.from = relation
    this.words = new WordMaker(connection)
  }

  /** Of some columns, how many different values the first events have in them. */
  async variety(columns: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (columns.length === 0) return new Map()
    const names = columns.map(identifier).join(', ')
    // Looked at more than once, and read from a hundred files.
    await this.connection.run(
      `CREATE OR REPLACE TEMP TABLE detect_first AS SELECT ${names} FROM ${this.from} LIMIT ${FIRST_ROWS}`,
    )
    const counted = columns.map((column) => `count(DISTINCT ${identifier(column)})`)
    const counts = await this.numbers(counted, 'detect_first')
    return new Map(columns.map((column, index) => [column, counts[index] ?? 0]))
  }

  /** Which part of the first events, from 0 to 1, has values together that no other has. @param columns of `variety` */
  async differing(columns: readonly string[]): Promise<number> {
    if (columns.length === 0) return 0
    const different = `count(DISTINCT hash(${columns.map(identifier).join(', ')}))`
    const [all = 0, found = 0] = await this.numbers(['count(*)', different], 'detect_first')
    return all === 0 ? 0 : found / all
  }

  /** Which of these columns have something in some event. */
  async filled(columns: readonly string[]): Promise<ReadonlySet<string>> {
    const counted = columns.map((column) => `count(${identifier(column)})`)
    const counts = await this.numbers(counted, this.from)
    return new Set(columns.filter((_, index) => (counts[index] ?? 0) > 0))
  }

  private async numbers(selected: readonly string[], from: string): Promise<readonly number[]> {
    if (selected.length === 0) return []
    const reader = await this.connection.runAndReadAll(`SELECT ${selected.join(', ')} FROM ${from}`)
    return (reader.getRows()[0] ?? []).map(Number)
  }

  /** Which values the columns have together; undefined where there are more combinations than `most`. */
  async combinations(
    wanted: readonly WantedValues[],
    most: number,
  ): Promise<readonly Combination[] | undefined> {
    const sql = combinationsSql(wanted, this.from, most)
    const written = await this.connection.runAndReadAll(sql.asText)
    const [count = 0, text] = written.getRows()[0] ?? []
    if (Number(count) > most) return undefined
    const told = combinationsIn(typeof text === 'string' ? text : '', Number(count), wanted.length)
    if (told) return told
    // Some value holds what stands between values: then value by value, which takes longer.
    const reader = await this.connection.runAndReadAll(sql.asRows)
    return reader.getRows().map((row) => ({
      values: wanted.map((_, index) => valueIn(String(row[index]))),
      rows: Number(row[wanted.length]),
    }))
  }

  /** The different values of columns, of each those that its filter lets through; undefined where they are too many. */
  async values(
    wanted: readonly WantedValues[],
    most: number,
  ): Promise<readonly (readonly string[] | undefined)[]> {
    const lists = wanted.map(({ column, filter }) => {
      const list = `list(DISTINCT ${identifier(column)})`
      return filter.kind === 'every' ? list : `${list} FILTER (WHERE ${filterSql(filter)})`
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
    const { words, joins } = await this.words.words(columns)
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

  /** The rows of the wanted kinds, with further columns. */
  async *rows(
    columns: readonly ClassColumn[],
    wanted: WantedKinds,
    { texts, ordered, asked = [], leftOver = false }: ReadRows,
  ): AsyncGenerator<FoundRows> {
    if (wanted.kinds.length === 0) return
    const { names } = answersSql(asked)
    const read = texts.filter((column) => !names.has(column))
    const rows = await this.wantedRows(columns, wanted, { texts: read, asked })
    const selected = texts.map((column) => {
      const name = names.get(column)
      return name ? `(CASE WHEN answers = 0 THEN ${name} END)` : `text_${read.indexOf(column)}`
    })
    const sql =
      `SELECT ${['detect_kind', 'id', 'epoch_ms(detect_time)::DOUBLE', 'answers', ...selected].join(', ')} ` +
      `FROM ${rows} ${leftOver ? `WHERE NOT ${WRITABLE}` : ''} ${ordered ? 'ORDER BY detect_time, id' : ''}`
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

  /** The rows of the wanted kinds in the order of their times: for as many as fit into memory the quickest way. */
  async *rowsInTime(
    columns: readonly ClassColumn[],
    wanted: WantedKinds,
    asked: readonly TextQuestion[] = [],
  ): AsyncGenerator<TimedRows> {
    if (wanted.kinds.length === 0) return
    const rows = await this.wantedRows(columns, wanted, { texts: [], asked })
    const one = `'${'1'.padStart(NUMBER_DIGITS, '0')}'`
    const answers = asked.length === 0 ? one : `lpad(answers::VARCHAR, ${NUMBER_DIGITS}, '0')`
    const time = `coalesce(${isoSql('detect_time')}, repeat(' ', ${TIME_LENGTH}))`
    const written = ['detect_digits', answers, time, 'id'].join(' || ')
    // Day by day, so that no text becomes large and each is put into order by itself.
    const day = `date_trunc('day', detect_time)`
    const sql =
      `SELECT count(*), string_agg(${written}, ${BETWEEN} ORDER BY detect_time, id) FILTER (WHERE ${WRITABLE}) ` +
      `FROM ${rows} GROUP BY ${day} ORDER BY ${day}`
    for await (const { rows: days, columns: read } of columnChunks(this.connection, sql)) {
      for (let row = 0; row < days; row++) {
        const text = read[1]?.[row]
        const lines = typeof text === 'string' ? text.split(BETWEEN_ROWS) : []
        yield { rows: Number(read[0]?.[row]), written: lines }
      }
    }
  }

  /** A relation of the rows of wanted kinds: `detect_kind`, the same in digits, `id`, `detect_time`, `answers`, and texts. */
  private async wantedRows(
    columns: readonly ClassColumn[],
    wanted: WantedKinds,
    { texts, asked }: Pick<ReadRows, 'texts' | 'asked'>,
  ): Promise<string> {
    const join = await this.words.joinOfKinds(wanted, await this.words.words(columns))
    const { inner, answers } = answersSql(asked ?? [])
    const read = texts.map((column, place) => `${textSql(column)} AS text_${place}`)
    const rows =
      `SELECT ${['k.detect_kind', 'k.detect_digits', 'e.id', 'e.time AS detect_time', ...inner, ...read].join(', ')} ` +
      `FROM ${this.from} e ${join} WHERE ${filtersSql(wanted)}`
    return `(SELECT *, ${answers} AS answers FROM (${rows}))`
  }
}

const BETWEEN = `chr(${BETWEEN_ROWS.charCodeAt(0)})`
/** Rows that can be written as one text: their end is known, and so is what was asked. */
const WRITABLE = `(answers > 0 AND NOT contains(id, ${BETWEEN}))`

/** The values of a list from DuckDB, as long as it is not longer than wanted. */
function shortList(value: unknown, most: number): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value.filter((each) => each !== null) : []
  return list.length > most ? undefined : list.map(String)
}

/** Each kind is wanted under its own filter. */
function filtersSql({ filters }: WantedKinds): string {
  if (!filters) return 'true'
  const parts = filters.map((filter, index) => `(k.detect_filter = ${index} AND ${filterSql(filter)})`)
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`
}

function textSql(column: string): string {
  return column === 'time' ? isoSql('e.time') : `e.${identifier(column)}`
}

const isoSql = (time: string): string => `strftime(${time}, '%Y-%m-%dT%H:%M:%S.%gZ')`
