/** How a record lies in Parquet: one typed column per field, nested ones as JSON, and the names of absent fields. */
import type { Dataset } from '#model/dataset.ts'
import { identifier, literal } from '../duckdb.ts'

type Kind = 'text' | 'boolean' | 'number' | 'texts' | 'json'

export interface Column {
  readonly name: string
  readonly kind: Kind
}

/** Names the fields that the record did not have: `null` and absent differ, and a column cannot say so. */
export const ABSENT = '_absent'

const TRANSFORM: Readonly<Record<Kind, unknown>> = {
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  number: 'DOUBLE',
  texts: ['VARCHAR'],
  json: 'JSON',
}

/** The columns of a dataset, from its schema. */
export function columnsOf(dataset: Dataset): readonly Column[] {
  return Object.entries(dataset.record.shape).map(([name, field]) => ({ name, kind: kindOf(field as Field) }))
}

interface Field {
  readonly def: { readonly type: string; readonly innerType?: Field; readonly element?: Field }
}

function kindOf(field: Field): Kind {
  const { type, innerType, element } = field.def
  if ((type === 'optional' || type === 'nullable') && innerType) return kindOf(innerType)
  if (type === 'string') return 'text'
  if (type === 'boolean' || type === 'number') return type
  if (type === 'array' && element && kindOf(element) === 'text') return 'texts'
  return 'json'
}

/** SQL that turns spooled JSON lines into the columns, in the order of `orderOf`. */
export function selectFromJson(dataset: Dataset, columns: readonly Column[], source: string): string {
  const structure = JSON.stringify(
    Object.fromEntries(columns.map(({ name, kind }) => [name, TRANSFORM[kind]])),
  )
  const names = columns.map(({ name }) => literal(name)).join(', ')
  return `SELECT record.*, list_filter([${names}], lambda field: NOT list_contains(keys, field)) AS ${ABSENT}
    FROM (SELECT json_transform(json, ${literal(structure)}) AS record, json_keys(json) AS keys,
      ${orderOf(dataset)} AS place FROM ${source}) ORDER BY place`
}

/** SQL for what the records of a dataset are sorted by: the fields of their key as one text, compared by bytes. */
export function orderOf({ key }: Dataset): string {
  const fields = key.map((field) => `json ->> ${literal(`$."${field}"`)}`)
  return fields.length === 1 ? String(fields[0]) : `concat(${fields.join(', chr(0), ')})`
}

/** The same text in JavaScript, from a record. */
export function placeOf({ key }: Dataset, record: Readonly<Record<string, unknown>>): string {
  return key.map((field) => String(record[field])).join('\0')
}

/**
 * SQL that reads the records back: of each, its columns as one JSON text, and the names of its absent fields. One
 * text crosses from DuckDB to JavaScript in the time of one column, and parsing it costs less than the others would.
 */
export function selectFromParquet(columns: readonly Column[], path: string, where = ''): string {
  const fields = columns.map(({ name }) => `${identifier(name)} := ${identifier(name)}`).join(', ')
  const absent = `array_to_string(${ABSENT}, ${literal(SEPARATOR)})`
  return `SELECT to_json(struct_pack(${fields})), ${absent} FROM read_parquet(${literal(path)}) ${where}`
}

/** No field of Microsoft's has one in its name. */
const SEPARATOR = ','

/** Builds the records of a chunk that `selectFromParquet` gave. */
export function rebuild(
  columns: readonly Column[],
  chunk: { readonly rows: number; readonly columns: readonly (readonly unknown[])[] },
): Record<string, unknown>[] {
  const [texts = [], absents = []] = chunk.columns
  const present = presentFields(columns)
  return texts.map((text, row) => only(present(String(absents[row])), JSON.parse(String(text))))
}

/** Which fields a record has, by the names of those it has not; nearly all records of a dataset agree. */
function presentFields(columns: readonly Column[]): (absent: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (absent) => {
    const before = known.get(absent)
    if (before) return before
    const missing = new Set(absent.split(SEPARATOR))
    const present = columns.map(({ name }) => name).filter((name) => !missing.has(name))
    known.set(absent, present)
    return present
  }
}

function only(fields: readonly string[], row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  for (const field of fields) record[field] = row[field]
  return record
}
