/**
 * Sealing an import: the lines of the spool become Parquet, one file per log and day, and every event of the log is
 * there once, whatever was imported before, in whatever order, however often.
 */
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { LogSource } from '#model/events/log-event.ts'
import { type DuckDbOptions, literal, withDuckDb } from '../duckdb.ts'
import { hashFile, makeFolder, removeIfThere, syncFile, syncFolder } from '../files.ts'
import { type LogFile, readManifest, writeManifest } from './manifest.ts'
import type { SpoolFile } from './partition-file.ts'
import { relationOfLines } from './rows.ts'

/** What an import came to in one log and day. */
export interface SealedPartition {
  readonly source: LogSource
  readonly day: string
  /** Different events in the input, and those of them that are whole. */
  readonly unique: number
  readonly uniqueWhole: number
  /** Whole events that were not in the store before. */
  readonly added: number
}

export interface SealOptions {
  /** What the database may take. */
  readonly memoryMb?: number
  readonly progress?: (done: number, all: number) => void
  readonly signal?: AbortSignal
}

/**
 * Row groups small enough that writing stays in the processor's cache, large enough to compress. A column of more
 * different values than the limit is soon given up as a dictionary: ids never become one, and trying costs a hash each.
 */
const COPY_OPTIONS =
  "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 30720, ROW_GROUP_SIZE_BYTES '128MB', DICTIONARY_SIZE_LIMIT 2000"
const MEMORY_MB = 512
const LANES = Math.min(4, availableParallelism())
const MANY_PER_LANE = 4

/** Seals the files of a spool into the folder of logs. @throws KeywardError `data-unwritable` */
export async function sealSpool(
  folder: string,
  spool: string,
  files: readonly SpoolFile[],
  { memoryMb = MEMORY_MB, progress, signal }: SealOptions = {},
): Promise<readonly SealedPartition[]> {
  await makeFolder(folder)
  const manifest = await readManifest(folder)
  const partitions = [...Map.groupBy(files, ({ source, day }) => `${source}/${day}`)].toSorted(
    ([one], [other]) => (one < other ? -1 : 1),
  )
  const sealed: Sealed[] = []
  const waiting = [...partitions]
  const tell = (done: Sealed | undefined): void => {
    if (done === undefined) return
    sealed.push(done)
    progress?.(sealed.length, partitions.length)
  }
  const sealNext = async (connection: DuckDBConnection): Promise<void> => {
    // While the disk takes one partition, the database writes the next.
    let last: Written | undefined
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      signal?.throwIfAborted()
      const [name, lines] = next
      const there = manifest.files.filter((file) => `${file.source}/${file.day}` === name)
      const writing = sealPartition({ connection, folder, name, lines, there })
      const both = [last && safe(folder, last), writing] as const
      // Whatever fails, the database is not left in the middle of a statement.
      await Promise.allSettled(both)
      const [done, written] = await Promise.all(both)
      tell(done)
      last = written
    }
    tell(last && (await safe(folder, last)))
  }
  await inLanes(partitions.length, memoryMb, (options) =>
    // With the spool, so that what a kill leaves behind goes with the spool.
    withDuckDb([folder, spool], sealNext, { ...options, spillTo: spool }),
  )
  const fresh = sealed.flatMap((one) => one.files)
  // A manifest that outlives a power cut must not name files whose names did not.
  for (const path of new Set(fresh.flatMap(({ path: file }) => [dirname(file), dirname(dirname(file))])))
    await syncFolder(join(folder, path))
  const gone = new Set(sealed.flatMap((one) => one.gone.map(({ path }) => path)))
  const kept = manifest.files.filter(({ path }) => !gone.has(path))
  await writeManifest(folder, { ...manifest, files: [...kept, ...fresh] })
  for (const path of gone) await removeIfThere(join(folder, path))
  return sealed.map(({ result }) => result)
}

/**
 * Many small partitions are sealed side by side, a thread and a share of the memory each; few large ones with all
 * threads, one after the other. When one fails, all have ended before it is told.
 */
async function inLanes(
  partitions: number,
  memoryMb: number,
  work: (options: DuckDbOptions) => Promise<void>,
): Promise<void> {
  const lanes = partitions >= MANY_PER_LANE * LANES ? LANES : 1
  const options = {
    unordered: true,
    memory: `${Math.floor(memoryMb / lanes)}MB`,
    ...(lanes > 1 ? { threads: 1 } : {}),
  }
  const ends = await Promise.allSettled(Array.from({ length: lanes }, () => work(options)))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

interface Partition {
  readonly connection: DuckDBConnection
  readonly folder: string
  /** `<source>/<day>` */
  readonly name: string
  readonly lines: readonly SpoolFile[]
  readonly there: readonly LogFile[]
}

/** A new file, of which nobody knows yet whether it is on the disk. */
type NewFile = Omit<LogFile, 'bytes' | 'sha256'>

interface Written {
  readonly result: SealedPartition
  readonly files: readonly NewFile[]
  readonly gone: readonly LogFile[]
}

interface Sealed extends Written {
  readonly files: readonly LogFile[]
}

/** The new files safe on the disk, and what they are. */
async function safe(folder: string, written: Written): Promise<Sealed> {
  const files: LogFile[] = []
  for (const one of written.files) {
    const file = join(folder, one.path)
    await syncFile(file)
    const { size } = await stat(file)
    const { first, last, ...rest } = one
    files.push({ ...rest, bytes: size, sha256: await hashFile(file), first, last })
  }
  return { ...written, files }
}

async function sealPartition(partition: Partition): Promise<Written> {
  const { connection, folder, name, lines, there } = partition
  await makeFolder(join(folder, name))
  const path = `${name}/${randomBytes(6).toString('hex')}.parquet`
  const longest = Math.max(...lines.map((line) => line.longest))
  const layouts = Map.groupBy(lines, ({ columns }) => columns.join())
  const relation = relationOfLines(
    [...layouts.values()].map((files) => ({
      columns: files[0]?.columns ?? [],
      files: files.map(({ file }) => file),
    })),
    longest,
  )
  await copy(connection, `SELECT * FROM ${relation}`, join(folder, path))
  const count = await countOf(connection, join(folder, path))
  const { source, day } = lines[0] as SpoolFile
  const base = { source, day, unique: count.unique, uniqueWhole: count.uniqueWhole }
  const isNew = there.length === 0 || (await overlap(connection, folder, path, there)) === 0
  if (isNew && count.rows === count.unique) {
    return {
      result: { ...base, added: count.uniqueWhole },
      files: [fileOf(partition, path, count)],
      gone: [],
    }
  }
  const merged = await merge(partition, path)
  return { result: { ...base, added: merged.added }, files: merged.files, gone: merged.gone }
}

async function copy(connection: DuckDBConnection, sql: string, to: string): Promise<void> {
  await connection.run(`COPY (${sql}) TO ${literal(to)} (${COPY_OPTIONS})`)
}

const parquet = (files: readonly string[], options = ''): string =>
  `read_parquet([${files.map(literal).join(', ')}]${options})`

interface Count {
  readonly rows: number
  readonly unique: number
  readonly uniqueWhole: number
  readonly first: string | null
  readonly last: string | null
}

async function countOf(connection: DuckDBConnection, file: string): Promise<Count> {
  const reader = await connection.runAndReadAll(
    `SELECT count(*), count(DISTINCT id), bool_and(whole), epoch_ms(min(time)), epoch_ms(max(time)) FROM ${parquet([file])}`,
  )
  const [rows, unique, isWhole, first, last] = reader.getRows()[0] ?? []
  const uniqueWhole = isWhole === true ? unique : await wholeOf(connection, file)
  return {
    rows: Number(rows),
    unique: Number(unique),
    uniqueWhole: Number(uniqueWhole),
    first: iso(first),
    last: iso(last),
  }
}

async function wholeOf(connection: DuckDBConnection, file: string): Promise<unknown> {
  const reader = await connection.runAndReadAll(
    `SELECT count(DISTINCT id) FROM ${parquet([file])} WHERE whole`,
  )
  return reader.getRows()[0]?.[0]
}

/** How many of the new rows' ids are in the store already. */
async function overlap(
  connection: DuckDBConnection,
  folder: string,
  path: string,
  there: readonly LogFile[],
): Promise<number> {
  const old = parquet(there.map((file) => join(folder, file.path)))
  const reader = await connection.runAndReadAll(
    `SELECT count(*) FROM ${parquet([join(folder, path)])} WHERE id IN (SELECT id FROM ${old})`,
  )
  return Number(reader.getRows()[0]?.[0] ?? 0)
}

/**
 * Of several rows of one event the best stays: a whole one before one that was cut off, then the longest, then by its
 * text, so that the order of imports does not matter. Of equal ones that which is there already stays, so that nothing
 * is written without need. Only keys are compared; records are copied once.
 */
async function merge(
  partition: Partition,
  path: string,
): Promise<{ added: number; files: NewFile[]; gone: LogFile[] }> {
  const { connection, folder, there } = partition
  const fresh = join(folder, path)
  const all = [...there.map((file) => join(folder, file.path)), fresh]
  await connection.run(`CREATE OR REPLACE TEMP TABLE best AS
    SELECT id, arg_max({file: filename, row: file_row_number}, {whole: whole, size: length(raw), text: hash(raw), shape: shape, stays: filename <> ${literal(fresh)}}) AS place,
      bool_or(filename <> ${literal(fresh)} AND whole) AS was_whole, bool_or(whole) AS is_whole
    FROM ${parquet(all, ', filename = true, file_row_number = true')} GROUP BY id`)
  const reader = await connection.runAndReadAll(
    `SELECT place.file, count(*), count(*) FILTER (WHERE is_whole AND NOT was_whole) FROM best GROUP BY ALL`,
  )
  const winners = new Map(
    reader
      .getRows()
      .map(([file, rows, added]) => [String(file), { rows: Number(rows), added: Number(added) }]),
  )
  const added = [...winners.values()].reduce((sum, one) => sum + one.added, 0)
  const files: NewFile[] = []
  const gone: LogFile[] = []
  for (const file of there) {
    const rows = winners.get(join(folder, file.path))?.rows ?? 0
    if (rows === file.rows) continue
    gone.push(file)
    if (rows > 0) files.push(await rewritten(partition, file.path))
  }
  if (winners.has(fresh)) files.push(await rewritten(partition, path))
  await removeIfThere(fresh)
  return { added, files, gone }
}

/** The rows of a file that are the best of their event, in a file of their own. */
async function rewritten(partition: Partition, path: string): Promise<NewFile> {
  const { connection, folder, name } = partition
  const from = join(folder, path)
  const to = `${name}/${randomBytes(6).toString('hex')}.parquet`
  const rows = `SELECT place.row FROM best WHERE place.file = ${literal(from)}`
  await copy(
    connection,
    `SELECT * EXCLUDE (file_row_number) FROM ${parquet([from], ', file_row_number = true')} WHERE file_row_number IN (${rows})`,
    join(folder, to),
  )
  return fileOf(partition, to, await countOf(connection, join(folder, to)))
}

function fileOf({ lines }: Partition, path: string, { rows, first, last }: Count): NewFile {
  const { source, day } = lines[0] as SpoolFile
  return { source, day, path, rows, first, last }
}

const iso = (millis: unknown): string | null =>
  millis === null || millis === undefined ? null : new Date(Number(millis)).toISOString()
