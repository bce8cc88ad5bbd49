/** Questions about texts that DuckDB answers itself, so that the texts need not leave it. */
import type { TextQuestion } from '#model/events/row-filter.ts'
import { identifier } from '../duckdb.ts'
import { escapesSql, occurrence } from './detect-filter.ts'

/**
 * So many questions have an answer of their own, in their order; each is a search. The others have one together: that
 * none of them is true, as it nearly always is. Where some is, whoever reads the text finds out which.
 */
export const OWN_ANSWERS = 6

/** What answering takes: columns of an inner statement, and the answers over them in the next one. */
export interface AnswersSql {
  /** `… AS name`, of the rows `e` of events. */
  readonly inner: readonly string[]
  /** A bit for each question of its own, above one that says that there are answers; else 0. */
  readonly answers: string
  /** The columns that questions are about, as the inner statement names them. */
  readonly names: ReadonlyMap<string, string>
}

/** The SQL of the answers; without questions there are always some. */
export function answersSql(asked: readonly TextQuestion[]): AnswersSql {
  const columns = Array.from(new Set(asked.map(({ column }) => column)))
  const inner = columns.flatMap((column, place) => {
    const name = `e.${identifier(column)}`
    return [
      `${name} AS text_of_${place}`,
      `(CASE WHEN ${isPlainSql(name)} THEN ${name} END) AS asked_${place}`,
    ]
  })
  const names = new Map(columns.map((column, place) => [column, `text_of_${place}`]))
  if (asked.length === 0) return { inner, answers: '1', names }
  const found = asked.map(({ column, texts }) => occurrence(`asked_${columns.indexOf(column)}`, texts))
  const bits = found
    .slice(0, OWN_ANSWERS)
    .map((sql, at) => `(CASE WHEN ${sql} THEN ${2 ** (at + 1)} ELSE 0 END)`)
  const isThere = columns.map((_, place) => `asked_${place} IS NOT NULL`)
  const others = columns.map((column, place) => {
    const texts = asked.slice(OWN_ANSWERS).flatMap((one) => (one.column === column ? one.texts : []))
    return texts.length === 0 ? 'true' : `NOT ${occurrence(`asked_${place}`, Array.from(new Set(texts)))}`
  })
  const isClear = [...isThere, ...others].join(' AND ')
  return { inner, answers: `(CASE WHEN ${isClear} THEN ${['1', ...bits].join(' + ')} ELSE 0 END)`, names }
}

/**
 * True where a text is searched the same by everybody: JSON writes letters as escapes, and letters beyond ASCII have
 * lower cases on which programs differ.
 */
const isPlainSql = (name: string): string => `(length(${name}) = strlen(${name}) AND NOT ${escapesSql(name)})`
