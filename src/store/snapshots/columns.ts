/** How a record lies in Parquet: one typed column per field, nested ones as JSON, and the names of absent fields. */
import { DuckDBListValue } from '@duckdb/node-api'
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

/** SQL that turns spooled JSON lines into the columns. */
export function selectFromJson(columns: readonly Column[], source: string): string {
  const structure = JSON.stringify(
    Object.fromEntries(columns.map(({ name, kind }) => [name, TRANSFORM[kind]])),
  )
  const names = columns.map(({ name }) => literal(name)).join(', ')
  return `SELECT record.*, list_filter([${names}], lambda field: NOT list_contains(keys, field)) AS ${ABSENT}
    FROM (SELECT json_transform(json, ${literal(structure)}) AS record, json_keys(json) AS keys FROM ${source})`
}

/** SQL that reads the columns back, in the order that `rebuild` expects. */
export function selectFromParquet(columns: readonly Column[], path: string, where = ''): string {
  const names = [...columns.map(({ name }) => identifier(name)), ABSENT].join(', ')
  return `SELECT ${names} FROM read_parquet(${literal(path)}) ${where}`
}

/** Builds the records of a chunk from its columns. */
export function rebuild(
  columns: readonly Column[],
  chunk: { readonly rows: number; readonly columns: readonly (readonly unknown[])[] },
): Record<string, unknown>[] {
  const absents = chunk.columns[columns.length] ?? []
  const records: Record<string, unknown>[] = []
  for (let row = 0; row < chunk.rows; row += 1) {
    records.push(rebuildOne(columns, chunk.columns, row, listItems(absents[row])))
  }
  return records
}

function rebuildOne(
  columns: readonly Column[],
  values: readonly (readonly unknown[])[],
  row: number,
  absent: readonly unknown[],
): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  columns.forEach(({ name, kind }, index) => {
    const value = values[index]?.[row] ?? null
    if (value !== null) record[name] = restored(kind, value)
    else if (!absent.includes(name)) record[name] = null
  })
  return record
}

function restored(kind: Kind, value: unknown): unknown {
  if (kind === 'json') return JSON.parse(String(value)) as unknown
  return kind === 'texts' ? listItems(value) : value
}

function listItems(value: unknown): readonly unknown[] {
  return value instanceof DuckDBListValue ? value.items : []
}
