/**
 * An event as a line of the spool: its columns and then the record, between characters that JSON cannot contain.
 * DuckDB reads such lines several times faster than JSON, and needs no quoting for them.
 */
import { type LogEvent, type TextColumn, textColumnNames } from '#model/events/log-event.ts'
import { textValues } from './column-values.ts'
import type { LineLayout } from './line-layout.ts'

/** Unit separator; a JSON text holds control characters escaped only. */
const SEPARATOR = '\x1f'
const NOTHING = '\\N'
const NOTHING_CELL = `${NOTHING}${SEPARATOR}`
/** What rules and people search is bounded; the whole record stands behind. */
const LONGEST_TEXT = 65_536

/** Characters that would break a line apart. */
const CONTROL = /[\x00-\x1e\x7f]/
/** The separator in a record, or escaped in it and thus in a column. */
const SEPARATED = /\x1f|\\u001f/i
const EVERY_CONTROL = /[\x00-\x1f\x7f]+/g

/** A line of the spool in its two parts; the line end comes behind them. */
export interface SpoolLine {
  /** The columns, with the separator behind each. */
  readonly columns: string
  /** The record. */
  readonly raw: string
}

/** The line of an event; undefined when it has a text that the layout has no column for. */
export function lineOf(event: LogEvent, layout: LineLayout): SpoolLine | undefined {
  const { raw } = event
  const columns = columnsOf(event, layout, cell)
  if (columns === undefined) return undefined
  // JSON without a backslash has no control character in any text, and a whole record is JSON.
  if (event.whole && !raw.includes('\\')) return { columns, raw }
  const hasSeparator = SEPARATED.test(raw)
  const isClean = !hasSeparator && !CONTROL.test(columns)
  return {
    columns: isClean ? columns : (columnsOf(event, layout, cleanCell) ?? ''),
    raw: hasSeparator || CONTROL.test(raw) ? clean(raw) : raw,
  }
}

function columnsOf(
  event: LogEvent,
  { has }: LineLayout,
  cellOf: (text: string) => string,
): string | undefined {
  const { time, seen, whole } = event
  let line = `${time ?? NOTHING}${SEPARATOR}${seen ?? NOTHING}${SEPARATOR}${whole ? '1' : '0'}${SEPARATOR}`
  const values = textValues(event)
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]
    if (value === null || value === undefined) line += has[at] ? NOTHING_CELL : ''
    else if (has[at]) line += cellOf(value) + SEPARATOR
    else return undefined
  }
  return line
}

const cell = (text: string): string => (text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text)
const cleanCell = (text: string): string => clean(cell(text))
const clean = (text: string): string => text.replace(EVERY_CONTROL, ' ')

/** Spool files of one layout. */
export interface LineFiles {
  readonly columns: readonly TextColumn[]
  readonly files: readonly string[]
}

/** The lines of spool files as a relation with the columns of the store. @param longest bytes of the longest line */
export function relationOfLines(groups: readonly LineFiles[], longest: number): string {
  const parts = groups.map((group) => selectLines(group, longest))
  return `(${parts.join(' UNION ALL ')})`
}

function selectLines({ columns, files }: LineFiles, longest: number): string {
  const has = new Set(columns)
  const texts = textColumnNames.map((name) => (has.has(name) ? `"${name}"` : `NULL::VARCHAR AS "${name}"`))
  const types = [
    "'time': 'BIGINT', 'seen': 'BIGINT', 'whole': 'BOOLEAN'",
    ...columns.map((name) => `'${name}': 'VARCHAR'`),
    "'raw': 'VARCHAR'",
  ]
  const room = Math.max(LEAST_ROOM, longest + 1)
  const options = [
    'header = false',
    'auto_detect = false',
    `delim = '${SEPARATOR}'`,
    "quote = ''",
    "escape = ''",
    "comment = ''",
    "new_line = '\\n'",
    `nullstr = '${NOTHING}'`,
    'strict_mode = false',
    `max_line_size = ${room}`,
    `buffer_size = ${room * LINES_IN_BUFFER}`,
    `columns = {${types.join(', ')}}`,
  ]
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')
  return `SELECT epoch_ms(time) AS time, epoch_ms(seen) AS seen, whole, ${texts.join(', ')}, raw
    FROM read_csv([${list}], ${options.join(', ')})`
}

const LEAST_ROOM = 2 * 1024 * 1024
const LINES_IN_BUFFER = 4
