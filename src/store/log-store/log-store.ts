/** The events of one tenant's logs: sealed Parquet per log and day, reached through its manifest only. */
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { messageOf } from '#model/errors.ts'
import { type LogSource, textColumnNames } from '#model/events/log-event.ts'
import { type DuckDbOptions, literal, withDuckDb } from '../duckdb.ts'
import { makeFolder, removeIfThere } from '../files.ts'
import { type RunLock, takeLock } from '../run-lock.ts'
import { isUnfinished, type LogFile, type LogManifest, readManifest } from './manifest.ts'
import type { SpoolFile } from './partition-file.ts'
import { type PruneOrder, prune } from './prune.ts'
import { type SealedPartition, type SealOptions, sealSpool } from './seal.ts'

/** Which events of the store are looked at; left out means all. */
export interface LogRange {
  readonly sources?: readonly LogSource[]
  /** Milliseconds since 1970; events without a time are in every range. */
  readonly from?: number
  readonly to?: number
}

/** An open store: SQL in, rows out. */
export interface OpenLogs {
  readonly connection: DuckDBConnection
  /** The events in the range as an SQL relation with the columns of the event model. */
  readonly relation: string
  /** Those of one log alone. */
  relationOf(source: LogSource): string
}

export interface LogStore {
  readonly folder: string
  /** @throws KeywardError `logs-broken`, as all that reads or writes the store */
  manifest(): Promise<LogManifest>
  /** One writer at a time. @throws KeywardError `run-in-progress` */
  lock(): Promise<RunLock>
  /** A folder for the spool of one import; what an import that was killed left behind is thrown away. */
  freshSpool(): Promise<string>
  seal(spool: string, files: readonly SpoolFile[], options?: SealOptions): Promise<readonly SealedPartition[]>
  /** Takes whole days out, and keeps a record of it. @throws KeywardError `run-in-progress`, `data-unwritable` */
  prune(order: PruneOrder): Promise<readonly LogFile[]>
  read<T>(range: LogRange, work: (logs: OpenLogs) => Promise<T>, options?: DuckDbOptions): Promise<T>
}

/** The store of logs in a folder; nothing is made before something is written. */
export function logStore(folder: string): LogStore {
  return {
    folder,
    manifest: () => readManifest(folder),
    lock: async () => {
      await makeFolder(folder)
      return takeLock(join(folder, 'import.lock'))
    },
    freshSpool: async () => {
      await sweep(folder)
      const spool = join(folder, 'spool', randomBytes(6).toString('hex'))
      await makeFolder(spool)
      return spool
    },
    seal: async (spool, files, options) => {
      const sealed = await sealSpool(folder, spool, files, options)
      await removeIfThere(spool)
      return sealed
    },
    prune: async (order) => {
      await makeFolder(folder)
      const lock = await takeLock(join(folder, 'import.lock'))
      try {
        return await prune(folder, order)
      } finally {
        await lock.release()
      }
    },
    read: async (range, work, options) => {
      await makeFolder(folder)
      try {
        return await readOnce(folder, range, work, options)
      } catch (error) {
        // An import that merges takes files away once its manifest stands; the new manifest names what took their place.
        if (!isGone(error)) throw error
        return readOnce(folder, range, work, options)
      }
    },
  }
}

async function readOnce<T>(
  folder: string,
  range: LogRange,
  work: (logs: OpenLogs) => Promise<T>,
  options: DuckDbOptions | undefined,
): Promise<T> {
  const manifest = await readManifest(folder)
  const relation = relationOf(folder, manifest, range)
  const relationOfSource = (source: LogSource) =>
    relationOf(folder, manifest, { ...range, sources: [source] })
  return withDuckDb(
    [folder],
    (connection) => work({ connection, relation, relationOf: relationOfSource }),
    options,
  )
}

/** Makes the relation of a span of time, in one of several stores that are read together. */
export type RelationIn = (range: LogRange) => string

/** Reads two stores in one database: SQL may join what is in both. */
export async function readTogether<T>(
  stores: readonly [LogStore, LogStore],
  work: (connection: DuckDBConnection, relations: readonly [RelationIn, RelationIn]) => Promise<T>,
): Promise<T> {
  const once = async () => {
    const [one, other] = stores
    for (const { folder } of stores) await makeFolder(folder)
    const relations = [await relationsIn(one), await relationsIn(other)] as const
    return withDuckDb([one.folder, other.folder], (connection) => work(connection, relations))
  }
  try {
    return await once()
  } catch (error) {
    // As in `read`: somebody merged in between.
    if (!isGone(error)) throw error
    return once()
  }
}

async function relationsIn({ folder }: LogStore): Promise<RelationIn> {
  const manifest = await readManifest(folder)
  return (range) => relationOf(folder, manifest, range)
}

const isGone = (error: unknown): boolean =>
  /No files found that match|No such file or directory/i.test(messageOf(error))

/** What no manifest names was left by somebody who was killed; only a holder of the lock may call it. */
async function sweep(folder: string): Promise<void> {
  // First of all: where it cannot be read, nothing is thrown away.
  const known = new Set((await readManifest(folder)).files.map(({ path }) => path))
  await removeIfThere(join(folder, 'spool'))
  const there = await readdir(folder, { recursive: true }).catch(() => [] as string[])
  for (const path of there) {
    const name = path.replaceAll('\\', '/')
    const isUnknown = name.endsWith('.parquet') && !known.has(name)
    if (isUnknown || isUnfinished(name)) await removeIfThere(join(folder, path))
  }
}

const DAY_MS = 86_400_000

function relationOf(folder: string, manifest: LogManifest, { sources, from, to }: LogRange): string {
  const files = manifest.files.filter(
    ({ source, day }) =>
      (sources === undefined || sources.includes(source)) &&
      (day === 'undated' ||
        ((to === undefined || Date.parse(day) <= to) &&
          (from === undefined || Date.parse(day) + DAY_MS > from))),
  )
  if (files.length === 0) return emptyRelation()
  const list = files.map(({ path }) => literal(join(folder, path))).join(', ')
  const conditions = [
    ...(from === undefined ? [] : [`time >= epoch_ms(${from}::BIGINT)`]),
    ...(to === undefined ? [] : [`time <= epoch_ms(${to}::BIGINT)`]),
  ]
  const where = conditions.length === 0 ? '' : ` WHERE time IS NULL OR (${conditions.join(' AND ')})`
  // Files of an older Keyward lack columns that came since: they are empty there.
  return `(SELECT * FROM read_parquet([${list}], union_by_name = true)${where})`
}

function emptyRelation(): string {
  const texts = textColumnNames.map((name) => `NULL::VARCHAR AS "${name}"`).join(', ')
  return `(SELECT NULL::TIMESTAMP AS time, NULL::TIMESTAMP AS seen, true AS whole, ${texts}, NULL::VARCHAR AS raw LIMIT 0)`
}
