/** Seals one spooled dataset: JSON lines in, sorted typed Parquet and a hash of the facts out. */
import { createHash } from 'node:crypto'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Dataset } from '#model/dataset.ts'
import { columnChunks, identifier, literal } from '../duckdb.ts'
import { guarded, hashFile, settle, syncFile } from '../files.ts'
import type { DatasetSpool } from '../spool.ts'
import { columnsOf, selectFromJson } from './columns.ts'

/**
 * DuckDB sets aside twice the largest record for each of its threads, so this is no bigger than it must be: with
 * room for 64 MB, which a page may have, a list of 400,000 accounts does not fit its memory any more.
 */
const SMALLEST_ROOM_BYTES = 1024 * 1024
const ROW_GROUP = 100_000

export interface SealedFile {
  readonly records: number
  readonly recordsHash: string
  readonly fileHash?: string
}

/** SHA-256 of no records at all. */
export const hashOfNothing = createHash('sha256').digest('hex')

/**
 * Writes the Parquet file of a dataset and hashes its facts.
 * @param connection sees the folders of both files
 * @param spool its file holds canonical JSON lines
 * @param target the Parquet file to make
 */
export async function sealDataset(
  connection: DuckDBConnection,
  dataset: Dataset,
  spool: DatasetSpool,
  target: string,
): Promise<SealedFile> {
  if (spool.progress.records === 0) return { records: 0, recordsHash: hashOfNothing }
  return guarded(target, () => writeAndHash(connection, dataset, spool, target))
}

async function writeAndHash(
  connection: DuckDBConnection,
  dataset: Dataset,
  spool: DatasetSpool,
  target: string,
): Promise<SealedFile> {
  const temporary = `${target}.tmp`
  const source = await deduplicated(connection, dataset, spool)
  await writeParquet(connection, dataset, source, temporary)
  const facts = await hashRecords(connection, source)
  // The next dataset needs the memory.
  await connection.run('DROP VIEW IF EXISTS latest')
  await connection.run('DROP TABLE IF EXISTS read')
  await syncFile(temporary)
  await settle(temporary, target)
  return { ...facts, fileHash: await hashFile(target) }
}

/** Pages may overlap while the directory changes under them; of one key the last read wins. */
async function deduplicated(
  connection: DuckDBConnection,
  dataset: Dataset,
  { path, progress }: DatasetSpool,
): Promise<string> {
  const room = Math.max(SMALLEST_ROOM_BYTES, progress.longestLine)
  const lines = `read_ndjson_objects(${literal(path)}, maximum_object_size = ${room})`
  const key = dataset.key.map((field) => `json ->> ${literal(`$."${field}"`)}`).join(", '/', ")
  const counted = await connection.runAndReadAll(
    `SELECT count(*) = count(DISTINCT concat(${key})) FROM ${lines}`,
  )
  if (counted.getRows()[0]?.[0] === true) return lines
  await connection.run(
    `CREATE TEMP TABLE read AS SELECT json, concat(${key}) AS key, row_number() OVER () AS n FROM ${lines}`,
  )
  await connection.run(
    'CREATE TEMP VIEW latest AS SELECT json FROM read QUALIFY row_number() OVER (PARTITION BY key ORDER BY n DESC) = 1',
  )
  return 'latest'
}

async function writeParquet(
  connection: DuckDBConnection,
  dataset: Dataset,
  source: string,
  target: string,
): Promise<void> {
  const order = dataset.key.map(identifier).join(', ')
  const select = `SELECT * FROM (${selectFromJson(columnsOf(dataset), source)}) ORDER BY ${order}`
  await connection.run(
    `COPY (${select}) TO ${literal(target)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
  )
}

async function hashRecords(connection: DuckDBConnection, source: string) {
  const hash = createHash('sha256')
  let records = 0
  for await (const { rows, columns } of columnChunks(
    connection,
    `SELECT json FROM ${source} ORDER BY json`,
  )) {
    for (const line of columns[0] ?? []) hash.update(`${String(line)}\n`)
    records += rows
  }
  return { records, recordsHash: hash.digest('hex') }
}
