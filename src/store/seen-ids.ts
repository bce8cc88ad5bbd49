/**
 * Which records were collected before, by their ids: eight bytes of a hash for each, in a file for each log and day. It
 * makes the count of what is new true, from which second looks at late events are planned, and keeps repeated records
 * out of the spool. A file that is lost costs repeated records, which the import removes; it never costs a record.
 */
import { createHash } from 'node:crypto'
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { guarded, makeFolder, removeIfThere } from './files.ts'

export interface SeenIds {
  /** The records that are new, each once; they are known from `commit` on. */
  fresh(source: string, records: readonly unknown[]): Promise<readonly unknown[]>
  /** Remembers what was new since the last time. @throws KeywardError `data-unwritable` */
  commit(): Promise<void>
  /** Forgets what was not committed. */
  discard(): void
  /** Removes the files of days before this one, `YYYY-MM-DD`; how many. @throws KeywardError `data-unwritable` */
  forgetBefore(day: string): Promise<number>
}

const BYTES = 8
const ENDING = '.ids'
/** Records whose day is lost are never forgotten: they may be of any. */
const DATED = /\.(\d{4}-\d{2}-\d{2})\.ids$/
const OWNER_ONLY_FILE = 0o600
/** Days that are held in memory at once; a day of a large tenant takes some megabytes. */
const MOST_DAYS = 32

interface Day {
  readonly path: string
  /** What the file held when it was opened, in order. */
  readonly sorted: BigUint64Array
  /** What was committed since. */
  readonly later: Set<bigint>
  readonly pending: Set<bigint>
}

/** Opens the folder, made if it is not there. @throws KeywardError `data-unwritable` */
export async function openSeenIds(folder: string): Promise<SeenIds> {
  await makeFolder(folder)
  const days = new Map<string, Day>()
  const dayOf = async (name: string): Promise<Day> => {
    const day = days.get(name) ?? (await openDay(join(folder, `${name}${ENDING}`)))
    // The day that was used last goes to the end; those at the front make room.
    days.delete(name)
    days.set(name, day)
    for (const [other, { pending }] of days)
      if (days.size > MOST_DAYS && pending.size === 0 && other !== name) days.delete(other)
    return day
  }
  return {
    fresh: async (source, records) => {
      const found: unknown[] = []
      for (const record of records) {
        const id = idOf(record)
        // Without an id nothing can be compared, so it is taken for new.
        if (id === undefined || remember(await dayOf(`${source}.${dayIn(record)}`), hashOf(id)))
          found.push(record)
      }
      return found
    },
    commit: async () => {
      for (const day of days.values()) await commitDay(day)
    },
    discard: () => {
      for (const { pending } of days.values()) pending.clear()
    },
    forgetBefore: async (day) => {
      const old = (await readdir(folder)).filter((name) => (DATED.exec(name)?.[1] ?? day) < day)
      for (const name of old) {
        days.delete(name.slice(0, -ENDING.length))
        await removeIfThere(join(folder, name))
      }
      return old.length
    },
  }
}

async function openDay(path: string): Promise<Day> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  })
  // What a crash cut in the middle is no id.
  const whole = Math.floor(bytes.length / BYTES)
  if (whole * BYTES < bytes.length) await shorten(path, whole * BYTES)
  const sorted = new BigUint64Array(whole)
  for (let index = 0; index < whole; index += 1) sorted[index] = bytes.readBigUInt64LE(index * BYTES)
  return { path, sorted: sorted.sort(), later: new Set(), pending: new Set() }
}

async function shorten(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.truncate(bytes)
  } finally {
    await file.close()
  }
}

/** True when it was not known. */
function remember({ sorted, later, pending }: Day, hash: bigint): boolean {
  if (pending.has(hash) || later.has(hash) || holds(sorted, hash)) return false
  pending.add(hash)
  return true
}

function holds(sorted: BigUint64Array, hash: bigint): boolean {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = sorted[middle] as bigint
    if (value === hash) return true
    if (value < hash) low = middle + 1
    else high = middle - 1
  }
  return false
}

async function commitDay({ path, later, pending }: Day): Promise<void> {
  if (pending.size === 0) return
  const bytes = Buffer.alloc(pending.size * BYTES)
  let at = 0
  for (const hash of pending) at = bytes.writeBigUInt64LE(hash, at)
  await guarded(path, async () => {
    const file = await open(path, 'a', OWNER_ONLY_FILE)
    try {
      await file.appendFile(bytes)
      await file.datasync()
    } finally {
      await file.close()
    }
  })
  for (const hash of pending) later.add(hash)
  pending.clear()
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (record: unknown): Fields =>
  typeof record === 'object' && record !== null ? (record as Fields) : {}

/** The id of a record in its log, by the names that the services have for it (logs.md §4). */
function idOf(record: unknown): string | undefined {
  const { eventDataId, id, Id } = fieldsOf(record)
  const found = eventDataId ?? Id ?? id
  return typeof found === 'string' && found !== '' ? found.toLowerCase() : undefined
}

const TIMES = [
  'createdDateTime',
  'activityDateTime',
  'detectedDateTime',
  'eventTimestamp',
  'CreationTime',
] as const

/** The day of a record, from whichever time it has: it decides only in which file its id is kept. */
function dayIn(record: unknown): string {
  const fields = fieldsOf(record)
  for (const name of TIMES) {
    const text = fields[name]
    if (typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text)) return text.slice(0, 10)
  }
  return 'undated'
}

function hashOf(id: string): bigint {
  return createHash('sha256').update(id).digest().readBigUInt64LE(0)
}
