/**
 * Collected log records as they came, in files of lines that the importer takes: one JSON record a line, one file for
 * each source and shape and each flush, `<source>.<shape>.<time>-<number>.ndjson`. A file has its name only when it is
 * whole and on the disk; what a crash left unfinished is removed at the next start, because its window is asked for again.
 * A record that was spooled before is left out, even when its file was imported and removed meanwhile.
 */
import { randomBytes } from 'node:crypto'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { guarded, makeFolder, removeIfThere, settle } from './files.ts'
import { openSeenIds } from './seen-ids.ts'

const OWNER_ONLY_FILE = 0o600
const UNFINISHED = '.part'
/** The folder of what was spooled before. */
const SEEN = 'seen'

export interface CollectedSpool {
  /** Appends the records that are new; they count once `flush` returned. Broken ones are the importer's business. */
  add(
    source: string,
    records: readonly unknown[],
    shape?: string,
  ): Promise<{ readonly added: number; readonly duplicates: number; readonly quarantined: number }>
  /** Gives the files their names, durably. @throws KeywardError `data-unwritable` */
  flush(): Promise<void>
  /** The whole files, the oldest first. */
  files(): Promise<readonly string[]>
  /** Takes a whole file away, once its records are kept elsewhere. */
  remove(file: string): Promise<void>
  /** Forgets which records of days before this one, `YYYY-MM-DD`, were spooled: they cannot be asked for again. */
  forgetBefore(day: string): Promise<number>
  /** Gives up what was not flushed. */
  close(): Promise<void>
}

interface Part {
  readonly path: string
  readonly file: FileHandle
}

/** Opens the folder, made if it is not there. One process writes at a time. @throws KeywardError `data-unwritable` */
export async function openCollectedSpool(
  folder: string,
  now: () => Date = () => new Date(),
): Promise<CollectedSpool> {
  await makeFolder(folder)
  for (const name of await readdir(folder))
    if (name.endsWith(UNFINISHED)) await removeIfThere(join(folder, name))
  const parts = new Map<string, Part>()
  const seen = await openSeenIds(join(folder, SEEN))
  const inTurn = oneAfterTheOther()
  return {
    add: (source, records, shape = 'unknown') =>
      inTurn(async () => {
        const fresh = await seen.fresh(source, records)
        if (fresh.length > 0) {
          const part = await partFor(folder, parts, `${source}.${shape}`, now)
          const text = fresh.map((record) => `${JSON.stringify(record) ?? 'null'}\n`).join('')
          await guarded(part.path, () => part.file.appendFile(text))
        }
        return { added: fresh.length, duplicates: records.length - fresh.length, quarantined: 0 }
      }),
    flush: () =>
      inTurn(async () => {
        for (const [name, part] of parts) {
          await finish(part)
          parts.delete(name)
        }
        // Last: an id that is known before its record is on the disk would lose the record.
        await seen.commit()
      }),
    files: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'))
      return names.toSorted(byTime).map((name) => join(folder, name))
    },
    remove: removeIfThere,
    forgetBefore: (day) => inTurn(() => seen.forgetBefore(day)),
    close: () =>
      inTurn(async () => {
        for (const { file, path } of parts.values()) {
          await file.close()
          await removeIfThere(path)
        }
        parts.clear()
        seen.discard()
      }),
  }
}

async function partFor(
  folder: string,
  parts: Map<string, Part>,
  name: string,
  now: () => Date,
): Promise<Part> {
  const known = parts.get(name)
  if (known !== undefined) return known
  const stamp = now().toISOString().replace(/[-:.]/g, '')
  const path = join(folder, `${name}.${stamp}-${randomBytes(4).toString('hex')}.ndjson${UNFINISHED}`)
  const file = await guarded(path, () => open(path, 'ax', OWNER_ONLY_FILE))
  const part = { path, file }
  parts.set(name, part)
  return part
}

async function finish({ path, file }: Part): Promise<void> {
  await guarded(path, async () => {
    await file.sync()
    await file.close()
    await settle(path, path.slice(0, -UNFINISHED.length))
  })
}

/** The stamp is the third part of the name. */
function byTime(one: string, other: string): number {
  const stamp = (name: string) => name.split('.')[2] ?? ''
  return stamp(one).localeCompare(stamp(other)) || one.localeCompare(other)
}

/** Several feeds add at once; a file takes one line after the other. */
function oneAfterTheOther() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}
