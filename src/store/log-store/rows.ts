/**
 * An event as a line of the spool: its columns and then the record, between characters that JSON cannot contain.
 * DuckDB reads such lines several times faster than JSON, and needs no quoting for them.
 */
import { type LogEvent, textColumnNames } from '#model/events/log-event.ts'

/** Unit separator; a JSON text holds control characters escaped only. */
const SEPARATOR = '\x1f'
const NOTHING = '\\N'
/** What rules and people search is bounded; the whole record stands behind. */
const LONGEST_TEXT = 65_536

/** Characters that would break a line apart. */
const CONTROL = /[\x00-\x1e\x7f]/
/** The separator in a record, or escaped in it and thus in a column. */
const SEPARATED = /\x1f|\\u001f/i
const EVERY_CONTROL = /[\x00-\x1f\x7f]+/g

/** The line of an event, with its line end. */
export function lineOf(event: LogEvent): string {
  let line = `${event.time ?? NOTHING}${SEPARATOR}${event.seen ?? NOTHING}${SEPARATOR}${event.whole ? '1' : '0'}`
  for (const name of textColumnNames) line += SEPARATOR + cell(event[name])
  // JSON without a backslash has no control character in any text, and a whole record is JSON.
  if (event.whole && !event.raw.includes('\\')) return `${line}${SEPARATOR}${event.raw}\n`
  const hasSeparator = SEPARATED.test(event.raw)
  if (hasSeparator || CONTROL.test(line)) line = cleanLine(event)
  return `${line}${SEPARATOR}${hasSeparator || CONTROL.test(event.raw) ? clean(event.raw) : event.raw}\n`
}

function cell(text: string | null): string {
  if (text === null) return NOTHING
  return text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text
}

function cleanLine(event: LogEvent): string {
  const cells = textColumnNames.map((name) => {
    const text = event[name]
    return text === null ? NOTHING : clean(cell(text))
  })
  return [event.time ?? NOTHING, event.seen ?? NOTHING, event.whole ? '1' : '0', ...cells].join(SEPARATOR)
}

const clean = (text: string): string => text.replace(EVERY_CONTROL, ' ')

/** The lines of spool files as a relation with the columns of the store. @param longest bytes of the longest line */
export function relationOfLines(files: readonly string[], longest: number): string {
  const columns = [
    "'time': 'BIGINT', 'seen': 'BIGINT', 'whole': 'BOOLEAN'",
    ...textColumnNames.map((name) => `'${name}': 'VARCHAR'`),
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
    `columns = {${columns.join(', ')}}`,
  ]
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')
  return `(SELECT * REPLACE (epoch_ms(time) AS time, epoch_ms(seen) AS seen) FROM read_csv([${list}], ${options.join(', ')}))`
}

const LEAST_ROOM = 2 * 1024 * 1024
const LINES_IN_BUFFER = 4
