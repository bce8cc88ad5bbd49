/** Records inside something else: the lists of answers and envelopes, and what pipelines wrap around one record. */
import { readRecord } from './read-record.ts'
import { type Fields, fieldsOf, isFields, named, text, unpacked } from './values/fields.ts'

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

/** Log Analytics and Data Explorer answer queries with columns and rows. */
function rowsOfTables(tables: unknown): readonly Fields[] | undefined {
  if (!Array.isArray(tables)) return undefined
  return tables.filter(isFields).flatMap((table) => {
    const columns = listIn(table['columns'] ?? table['Columns']).filter(isFields)
    const rows = listIn(table['rows'] ?? table['Rows']).filter(Array.isArray)
    const names = columns.map((column) => text(column['name'] ?? column['ColumnName']) ?? '')
    return rows.map((row: readonly unknown[]) => Object.fromEntries(names.map((name, at) => [name, row[at]])))
  })
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/**
 * Pipelines wrap records: Splunk's `event` and `_raw`, a `message` of shippers, `data` of event grids, the `body` of a
 * message from an event hub, Elastic's `hits`, `_source` and the `original` inside its `event`, Wazuh's `office365`, and
 * the record of the unified log inside an event of Defender for Cloud Apps.
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
  'hits',
  '_source',
  'office365',
  'RawEventData',
]
const DEEPEST_WRAPPER = 4

/** The records inside a wrapper that is no record of a log itself; undefined where there is none. */
export function recordsWithin(wrapper: Fields, depth = 0): readonly Fields[] | undefined {
  if (depth > DEEPEST_WRAPPER) return undefined
  const rows = rowsOfTables(wrapper['Tables'])
  if (rows?.some(isRecord)) return rows
  for (const name of WRAPPERS) {
    const found = wrapper[name] === undefined ? undefined : recordsOf(wrapper[name], depth)
    if (found) return found
  }
  // Around other records, `properties` are the record, and what is beside them is needed.
  const event = fieldsOf(wrapper['properties'])?.['RawEventData']
  return event === undefined ? undefined : recordsOf(event, depth)
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
