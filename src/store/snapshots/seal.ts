/** Seals one spooled dataset: JSON lines in, sorted typed Parquet and a hash of the facts out. */
import { createHash, type Hash } from 'node:crypto'
import { dirname } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Dataset } from '#model/dataset.ts'
import { columnChunks, literal } from '../duckdb.ts'
import { guarded, hashFile, removeIfThere, settle, syncFile } from '../files.ts'
import type { DatasetSpool } from '../spool.ts'
import { columnsOf, orderOf, selectFromJson } from './columns.ts'
import { type Pieces, piecesOf } from './pieces.ts'

const SMALLEST_ROOM_BYTES = 1024 * 1024
/** Small enough that a writer who holds one group in memory holds little. */
const ROW_GROUP = 25_000
const FORMAT = `(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`

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
 * @param largestPiece bytes that are sorted at once
 */
export async function sealDataset(
  connection: DuckDBConnection,
  dataset: Dataset,
  spool: DatasetSpool,
  target: string,
  largestPiece?: number,
): Promise<SealedFile> {
  if (spool.progress.records === 0) return { records: 0, recordsHash: hashOfNothing }
  return guarded(target, async () => {
    const pieces = await piecesOf(dataset, spool, dirname(target), largestPiece)
    return writeAndHash(connection, dataset, { spool, pieces }, target)
  })
}

async function writeAndHash(
  connection: DuckDBConnection,
  dataset: Dataset,
  { spool, pieces }: { readonly spool: DatasetSpool; readonly pieces: Pieces },
  target: string,
): Promise<SealedFile> {
  const temporary = `${target}.tmp`
  const parts = pieces.files.map((_, index) =>
    pieces.files.length > 1 ? `${target}.${index}.part` : temporary,
  )
  try {
    const hash = createHash('sha256')
    let records = 0
    for (const [index, part] of parts.entries()) {
      const piece = {
        file: pieces.files[index] as string,
        longestLine: spool.progress.longestLine,
        part,
        hash,
      }
      records += await sealPiece(connection, dataset, piece)
    }
    if (parts.length > 1) await joinParts(connection, parts, temporary)
    await syncFile(temporary)
    await settle(temporary, target)
    return { records, recordsHash: hash.digest('hex'), fileHash: await hashFile(target) }
  } finally {
    await pieces.discard()
    if (parts.length > 1) for (const part of parts) await removeIfThere(part)
  }
}

interface Piece {
  readonly file: string
  readonly longestLine: number
  /** The Parquet file to make. */
  readonly part: string
  readonly hash: Hash
}

async function sealPiece(
  connection: DuckDBConnection,
  dataset: Dataset,
  { file, longestLine, part, hash }: Piece,
): Promise<number> {
  const source = await deduplicated(connection, dataset, file, longestLine)
  await writeParquet(connection, dataset, source, part)
  const records = await hashRecords(connection, dataset, source, hash)
  // The next piece needs the memory.
  await connection.run('DROP TABLE IF EXISTS last')
  return records
}

async function joinParts(
  connection: DuckDBConnection,
  parts: readonly string[],
  target: string,
): Promise<void> {
  const files = parts.map(literal).join(', ')
  await connection.run(`COPY (SELECT * FROM read_parquet([${files}])) TO ${literal(target)} ${FORMAT}`)
}

/** Pages may overlap while the directory changes under them; of one key the last read wins. */
async function deduplicated(
  connection: DuckDBConnection,
  dataset: Dataset,
  path: string,
  longestLine: number,
): Promise<string> {
  const lines = linesOf(path, Math.max(SMALLEST_ROOM_BYTES, longestLine))
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
  const select = selectFromJson(dataset, columnsOf(dataset), source)
  await connection.run(`COPY (${select}) TO ${literal(target)} ${FORMAT}`)
}

/** Adds the records to the hash in the order of their keys; returns how many there are. */
async function hashRecords(
  connection: DuckDBConnection,
  dataset: Dataset,
  source: string,
  hash: Hash,
): Promise<number> {
  let records = 0
  for await (const { rows, columns } of columnChunks(
    connection,
    `SELECT json FROM ${source} ORDER BY ${orderOf(dataset)}`,
  )) {
    for (const line of columns[0] ?? []) hash.update(`${String(line)}\n`)
    records += rows
  }
  return records
}
