/** Reads sealed datasets back, record for record as they were. */
import { dirname } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Dataset } from '#model/dataset.ts'
import { columnChunks, identifier, literal, streamFromDuckDb, withDuckDb } from '../duckdb.ts'
import { type Column, columnsOf, rebuild, selectFromParquet } from './columns.ts'

type AnyRecord = Record<string, unknown>

/** All records of a sealed file. */
export async function readDataset(dataset: Dataset, file: string): Promise<AnyRecord[]> {
  const records: AnyRecord[] = []
  for await (const chunk of streamDataset(dataset, file)) for (const record of chunk) records.push(record)
  return records
}

/** All records of several sealed files of one folder; opening a database for each took longer than reading them. */
export async function readDatasets(
  folder: string,
  files: readonly (readonly [Dataset, string])[],
): Promise<ReadonlyMap<string, AnyRecord[]>> {
  return withDuckDb([folder], async (connection) => {
    const read = new Map<string, AnyRecord[]>()
    for (const [dataset, file] of files) {
      const records: AnyRecord[] = []
      for await (const chunk of recordsIn(connection, dataset, file))
        for (const record of chunk) records.push(record)
      read.set(dataset.name, records)
    }
    return read
  })
}

/** The records of a sealed file, a few thousand at a time. */
export function streamDataset(dataset: Dataset, file: string): AsyncGenerator<AnyRecord[]> {
  return streamFromDuckDb([dirname(file)], (connection) => recordsIn(connection, dataset, file))
}

async function* recordsIn(
  connection: DuckDBConnection,
  dataset: Dataset,
  file: string,
  where = '',
): AsyncGenerator<AnyRecord[]> {
  const columns = await columnsIn(connection, dataset, file)
  for await (const chunk of columnChunks(connection, selectFromParquet(columns, file, where)))
    yield rebuild(columns, chunk)
}

/** The records whose field is in that of another file of the same folder, case aside. */
export async function readMatching(
  dataset: Dataset,
  file: string,
  field: string,
  other: { readonly file: string; readonly field: string },
): Promise<AnyRecord[]> {
  return withDuckDb([dirname(file)], async (connection) => {
    const wanted = `SELECT lower(${identifier(other.field)}) FROM read_parquet(${literal(other.file)})`
    const records: AnyRecord[] = []
    for await (const chunk of recordsIn(
      connection,
      dataset,
      file,
      `WHERE lower(${identifier(field)}) IN (${wanted})`,
    ))
      records.push(...chunk)
    return records
  })
}

/** The record with this key (as `keyOf` writes it), if it is there. */
export async function readRecord(
  dataset: Dataset,
  file: string,
  key: string,
): Promise<AnyRecord | undefined> {
  return withDuckDb([dirname(file)], async (connection) => {
    const columns = await columnsIn(connection, dataset, file)
    const fields = dataset.key.map((field) => textOf(columns, field)).join(", '/', ")
    const where = `WHERE concat(${fields}) = ${literal(key)} LIMIT 1`
    for await (const chunk of columnChunks(connection, selectFromParquet(columns, file, where))) {
      return rebuild(columns, chunk)[0]
    }
    return undefined
  })
}

/** The columns that the file has: one sealed by an earlier version lacks the fields that came later. */
async function columnsIn(
  connection: DuckDBConnection,
  dataset: Dataset,
  file: string,
): Promise<readonly Column[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${literal(file)})`)
  const names = new Set(described.getRows().map(([name]) => String(name)))
  return columnsOf(dataset).filter(({ name }) => names.has(name))
}

/** A key field as `keyOf` writes it: numbers lie as DOUBLE, which would read `1.0`. */
function textOf(columns: readonly Column[], field: string): string {
  const isNumber = columns.some(({ name, kind }) => name === field && kind === 'number')
  return `CAST(${identifier(field)}${isNumber ? '::BIGINT' : ''} AS VARCHAR)`
}
