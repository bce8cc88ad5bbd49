/**
 * Drills of one tenant, a folder each: the record, and beside it a store of the events that came. They are never in the
 * tenant's own store, so that nothing that looks there finds them.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DrillRecord } from '#model/drill.ts'
import { messageOf } from '#model/errors.ts'
import { makeFolder, writeWhole } from './files.ts'
import { type LogStore, logStore } from './log-store/log-store.ts'
import { type RunLock, takeLock } from './run-lock.ts'

export interface BrokenDrill {
  readonly id: string
  readonly file: string
  readonly because: string
}

export interface DrillShelf {
  /** All of them, the first request first. A folder without a record is of a start that was killed: there is no drill. */
  list(): Promise<{ readonly drills: readonly DrillRecord[]; readonly broken: readonly BrokenDrill[] }>
  /** Puts the record in the place of the one before, whole or not at all. @throws KeywardError `data-unwritable` */
  keep(record: DrillRecord): Promise<void>
  /** The events that came for a drill. */
  logs(id: string): LogStore
  /** One start or comparison at a time. @throws KeywardError `run-in-progress`, `data-unwritable` */
  lock(): Promise<RunLock>
}

const RECORD = 'drill.json'
const ID = /^\d{4}-\d\d-\d\d(?:-\d+)?$/

/** The drills in a folder; nothing is made before one begins. */
export function drillShelf(folder: string): DrillShelf {
  return {
    list: () => listIn(folder),
    keep: async (record) => {
      await makeFolder(join(folder, record.id))
      await writeWhole(join(folder, record.id, RECORD), `${JSON.stringify(record, null, 1)}\n`)
    },
    logs: (id) => logStore(join(folder, id, 'logs')),
    lock: async () => {
      await makeFolder(folder)
      return takeLock(join(folder, 'drill.lock'))
    },
  }
}

async function listIn(folder: string) {
  const drills: DrillRecord[] = []
  const broken: BrokenDrill[] = []
  for (const id of (await namesIn(folder)).filter((name) => ID.test(name)).toSorted()) {
    const file = join(folder, id, RECORD)
    const text = await textOf(file)
    if (text === undefined) continue
    const read = typeof text === 'string' ? parsed(id, text) : text
    if ('because' in read) broken.push({ id, file, because: read.because })
    else drills.push(read)
  }
  drills.sort((one, other) => one.requestedAt.localeCompare(other.requestedAt))
  return { drills, broken }
}

/** Only what is not there is nothing: a folder that may not be read is not empty. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function textOf(file: string): Promise<string | { readonly because: string } | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    return { because: messageOf(error) }
  }
}

function parsed(id: string, text: string): DrillRecord | { readonly because: string } {
  try {
    const record = DrillRecord.parse(JSON.parse(text))
    return record.id === id ? record : { because: 'it names another drill' }
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined
    return { because: issue === undefined ? 'it is no JSON' : `${issue.path.join('.')}: ${issue.message}` }
  }
}
