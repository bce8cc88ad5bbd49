/** Records inside something else: the lists of answers and envelopes, and what pipelines wrap around one record. */
import { readRecord } from './read-record.ts'
import { type Fields, isFields, named, unpacked } from './values/fields.ts'

/** What a line or an element holds: the records of an envelope; undefined for one that is no envelope. */
export function recordsIn(parsed: Fields): readonly Fields[] | undefined {
  for (const name of ['records', 'Records', 'value']) {
    const list = parsed[name]
    if (
      Array.isArray(list) &&
      named(parsed['displayName']) === null &&
      list.every((item) => typeof item === 'object' && item !== null)
    ) {
      return list as readonly Fields[]
    }
  }
  return rowsOfTables(parsed['tables'])
}

/** Log Analytics answers queries with columns and rows. */
function rowsOfTables(tables: unknown): readonly Fields[] | undefined {
  if (!Array.isArray(tables)) return undefined
  return tables.flatMap((table: { name?: unknown; columns?: unknown; rows?: unknown }) => {
    const columns = Array.isArray(table.columns) ? (table.columns as { name?: unknown }[]) : []
    const rows = Array.isArray(table.rows) ? (table.rows as unknown[][]) : []
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [String(name), row[at]])))
  })
}

/**
 * Pipelines wrap records: Splunk's `event` and `_raw`, a `message` of shippers, `data` of event grids, the `body` of a
 * message from an event hub, Elastic's `_source` and the `original` inside its `event`.
 */
const WRAPPERS = [
  '_raw',
  'event.original',
  'event',
  'original',
  'raw',
  'message',
  'Message',
  'body',
  'Body',
  'data',
  'result',
  '_source',
]
const DEEPEST_WRAPPER = 3

/** The records inside a wrapper that is no record of a log itself; undefined where there is none. */
export function recordsWithin(wrapper: Fields, depth = 0): readonly Fields[] | undefined {
  if (depth > DEEPEST_WRAPPER) return undefined
  for (const name of WRAPPERS) {
    const found = wrapper[name] === undefined ? undefined : recordsOf(wrapper[name], depth)
    if (found) return found
  }
  return undefined
}

function recordsOf(value: unknown, depth: number): readonly Fields[] | undefined {
  const inner = decoded(value)
  const list = Array.isArray(inner)
    ? inner.filter(isFields)
    : isFields(inner)
      ? (recordsIn(inner) ?? [inner])
      : []
  if (list.some(isRecord)) return list
  const deeper = list.map((item) => recordsWithin(item, depth + 1))
  return deeper.some((found) => found !== undefined)
    ? deeper.flatMap((found, at) => found ?? list.slice(at, at + 1))
    : undefined
}

const isRecord = (fields: Fields): boolean => readRecord(fields).kind !== 'other'

/** How JSON of an object or a list begins in base64. */
const ENCODED = /^(?:ey[JA]|ew[o0]|W3s|Ww[o0]|WyA)[\w+/-]*={0,2}$/

/** JSON in a text, also in base64: a capture of an event hub keeps the bodies of messages as bytes. */
function decoded(value: unknown): unknown {
  const found = unpacked(value)
  if (typeof found !== 'string' || !ENCODED.test(found)) return found
  return unpacked(Buffer.from(found, 'base64').toString('utf8'))
}
