/** DuckDB, locked down: it sees the folders it is given and nothing else, and downloads nothing. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DuckDBBlobVector,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
} from '@duckdb/node-api'
import { removeIfThere } from './files.ts'

/** Enough for reading with every processor; a laptop has it. */
const MEMORY_LIMIT = '512MB'

export interface DuckDbOptions {
  /** Each thread sets memory aside for itself; whoever writes large files takes one. */
  readonly threads?: number
  /** What is sorted at once is small there, and the rest of the process is large. */
  readonly memory?: string
  /** Rows may come out in another order than they went in: large files are written in less memory. */
  readonly unordered?: boolean
  /** Where it puts what memory does not hold; the system's folder unless told otherwise. A kill leaves it behind. */
  readonly spillTo?: string
}

/** Runs `work` on a private in-memory database that may touch only `folders`. */
export async function withDuckDb<T>(
  folders: readonly string[],
  work: (connection: DuckDBConnection) => Promise<T>,
  options: DuckDbOptions = {},
): Promise<T> {
  const { connection, close } = await openDuckDb(folders, options)
  try {
    return await work(connection)
  } finally {
    await close()
  }
}

/** As `withDuckDb`, for work that hands out its results piece by piece. */
export async function* streamFromDuckDb<T>(
  folders: readonly string[],
  work: (connection: DuckDBConnection) => AsyncGenerator<T>,
  options: DuckDbOptions = {},
): AsyncGenerator<T> {
  const { connection, close } = await openDuckDb(folders, options)
  try {
    yield* work(connection)
  } finally {
    await close()
  }
}

async function openDuckDb(
  folders: readonly string[],
  { threads, memory = MEMORY_LIMIT, unordered = false, spillTo = tmpdir() }: DuckDbOptions = {},
) {
  const spill = await mkdtemp(join(spillTo, 'keyward-'))
  const database = await DuckDBInstance.create(':memory:', {
    memory_limit: memory,
    temp_directory: spill,
    ...(threads === undefined ? {} : { threads: String(threads) }),
    ...(unordered ? { preserve_insertion_order: 'false' } : {}),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await database.connect()
  const close = async () => {
    connection.closeSync()
    database.closeSync()
    await removeIfThere(spill)
  }
  try {
    await lockDown(connection, [...folders, spill])
    return { connection, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function lockDown(connection: DuckDBConnection, folders: readonly string[]): Promise<void> {
  // Files are never written twice under one name; asking the same hundred of them again need not read what they hold.
  await connection.run('SET parquet_metadata_cache = true')
  await connection.run(`SET allowed_directories = [${folders.map(literal).join(', ')}]`)
  await connection.run('SET enable_external_access = false')
  await connection.run('SET lock_configuration = true')
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The rows of a query, chunk by chunk, as arrays of columns. */
export async function* columnChunks(
  connection: DuckDBConnection,
  sql: string,
): AsyncGenerator<{ rows: number; columns: readonly (readonly unknown[])[] }> {
  for await (const chunk of chunksOf(connection, sql)) {
    yield { rows: chunk.rowCount, columns: chunk.getColumns() }
  }
}

/** The rows of a query, chunk by chunk, as DuckDB hands them out. */
export async function* chunksOf(connection: DuckDBConnection, sql: string): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql)
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    yield chunk
  }
}

/** The bytes in a column of BLOBs, without the copy that a value of DuckDB's would be. */
export function blobsIn(chunk: DuckDBDataChunk, column: number): readonly Uint8Array[] {
  const vector = chunk.getColumnVector(column)
  if (!(vector instanceof DuckDBBlobVector)) throw new TypeError(`column ${column} holds no BLOBs`)
  return Array.from({ length: chunk.rowCount }, (_, row) => vector.getItemBytes(row) ?? new Uint8Array())
}
