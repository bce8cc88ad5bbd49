/** Seals one spooled dataset: JSON lines in, sorted typed Parquet and a hash of the facts out. */
import { createHash } from 'node:crypto'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Dataset } from '#model/dataset.ts'
import { columnChunks, identifier, literal } from '../duckdb.ts'
import { guarded, hashFile, settle, syncFile } from '../files.ts'
import type { DatasetSpool } from '../spool.ts'
import { columnsOf, selectFromJson } from './columns.ts'

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
  await connection.run('DROP TABLE IF EXISTS last')
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
  const lines = linesOf(path, Math.max(SMALLEST_ROOM_BYTES, progress.longestLine))
  const key = dataset.key.map((field) => `json ->> ${literal(`$."${field}"`)}`).join(", '/', ")
  const counted = await connection.runAndReadAll(
    `SELECT count(*) = count(DISTINCT concat(${key})) FROM ${lines}`,
  )
  if (counted.getRows()[0]?.[0] === true) return lines
  // Only keys and line numbers take part in the search for the last; whole records would not fit the memory.
  const numbered = `SELECT json, concat(${key}) AS key, row_number() OVER () AS n FROM ${lines}`
  await connection.run(`CREATE TEMP TABLE last AS SELECT max(n) AS n FROM (${numbered}) GROUP BY key`)
  return `(SELECT json FROM (${numbered}) SEMI JOIN last USING (n))`
}

/**
 * SQL that reads the lines of a spool file. DuckDB's own JSON reader sets aside 32 MB and more for each processor:
 * on one with 16 of them, 400,000 accounts do not fit its memory. The CSV reader with one thread takes what it is
 * given and is no slower; the delimiter is a character that JSON never holds unescaped.
 */
function linesOf(path: string, room: number): string {
  const options = [
    "columns = {'line': 'VARCHAR'}, header = false, auto_detect = false, parallel = false",
    "delim = '\u0001', nullstr = '\u0002', quote = '', escape = '', comment = '', new_line = '\\n'",
    `max_line_size = ${room}, buffer_size = ${2 * room}`,
  ].join(', ')
  return `(SELECT line::JSON AS json FROM read_csv(${literal(path)}, ${options}))`
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
