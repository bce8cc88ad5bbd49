/** Questions about texts that DuckDB answers itself, so that the texts need not leave it. */
import type { TextQuestion } from '#model/events/row-filter.ts'
import { identifier } from '../duckdb.ts'
import { occurrence } from './detect-filter.ts'

/** Each question is a search; more of them are quicker answered together, by whoever reads the text. */
export const MOST_ASKED = 16

/** What answering takes: columns of an inner statement, and the answers over them in the next one. */
export interface AnswersSql {
  /** `… AS name`, of the rows `e` of events. */
  readonly inner: readonly string[]
  /** A bit for each question, above one that says that there are answers; else 0. Without questions there are. */
  readonly answers: string
  /** The columns that questions are about, as they are to be read: only of rows without answers. */
  readonly unanswered: ReadonlyMap<string, string>
}

/** The SQL of the answers. */
export function answersSql(asked: readonly TextQuestion[]): AnswersSql {
  const columns = Array.from(new Set(asked.map(({ column }) => column)))
  const inner = columns.flatMap((column, place) => {
    const name = `e.${identifier(column)}`
    const isPlain = isPlainSql(name)
    return [
      `(CASE WHEN ${isPlain} THEN ${name} END) AS asked_${place}`,
      `(CASE WHEN ${isPlain} THEN NULL ELSE ${name} END) AS told_${place}`,
    ]
  })
  const unanswered = new Map(columns.map((column, place) => [column, `told_${place}`]))
  if (asked.length === 0) return { inner, answers: '1', unanswered }
  const bits = asked.map(({ column, texts }, index) => {
    const found = occurrence(`asked_${columns.indexOf(column)}`, texts)
    return `(CASE WHEN ${found} THEN ${2 ** (index + 1)} ELSE 0 END)`
  })
  const isThere = columns.map((_, place) => `asked_${place} IS NOT NULL`).join(' AND ')
  return {
    inner,
    answers: `(CASE WHEN ${isThere} THEN ${['1', ...bits].join(' + ')} ELSE 0 END)`,
    unanswered,
  }
}

/**
 * True where a text is searched the same by everybody: JSON writes letters as escapes, and letters beyond ASCII have
 * lower cases on which programs differ.
 */
function isPlainSql(name: string): string {
  const hasEscapes = `contains(${name}, '\\u') OR contains(${name}, '\\/')`
  return `(length(${name}) = strlen(${name}) AND NOT (${hasEscapes}))`
}
