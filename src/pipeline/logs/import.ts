/** Importing exports of logs: read once, in bounded memory, and into the store all at once or not at all. */
import type { Batch } from '#logs/framing/batch.ts'
import { batchesOf, lineBatchesOf } from '#logs/framing/frame.ts'
import { NotALogError } from '#logs/framing/table.ts'
import { KeywardError } from '#model/errors.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { guarded, removeIfThere } from '#store/files.ts'
import { type LogFile, openLogInput } from '#store/input/log-files.ts'
import type { LogStore } from '#store/log-store/log-store.ts'
import type { SealedPartition } from '#store/log-store/seal.ts'
import type { BatchReport, Quarantined } from './batch-writer.ts'
import { type Crew, soloCrew, threadedCrew } from './import-crew.ts'

/** What an import came to (design §7). */
export interface ImportSummary {
  readonly files: number
  /** Files that are no exports of logs. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[]
  /** Records in the input, readable or not. */
  readonly rows: number
  readonly parsed: number
  /** Different events among those that could be read. */
  readonly unique: number
  /** Of those, the ones that the store did not have. */
  readonly added: number
  /** Rows that repeat an event of the same input. */
  readonly duplicates: number
  readonly quarantined: readonly Quarantined[]
  /** All that were set aside; the list above ends after some thousands. */
  readonly quarantinedRows: number
  /** Of the events that could be read, ISO 8601; null where none has a time. */
  readonly first: string | null
  readonly last: string | null
  readonly bySource: Readonly<Partial<Record<LogSource, { rows: number; unique: number; added: number }>>>
}

export interface ImportProgress {
  readonly phase: 'reading' | 'sealing'
  /** Of the whole, from 0 to 1. */
  readonly done: number
  readonly rows: number
}

export interface ImportOptions {
  readonly paths: readonly string[]
  readonly store: LogStore
  readonly signal?: AbortSignal
  readonly progress?: (progress: ImportProgress) => void
}

/** Below this a thread costs more than it saves. */
const WORTH_THREADS_BYTES = 8 * 1024 * 1024
const MOST_LISTED = 10_000

/**
 * Imports files and folders.
 * @throws KeywardError `input-not-found`, `input-unreadable`, `data-unwritable`, `run-in-progress`
 */
export function importLogs(options: ImportOptions): Promise<ImportSummary> {
  return importPaths(options, batchesOf)
}

/**
 * Imports files of a collection: one record a line, whatever the first of them looks like.
 * @throws KeywardError as `importLogs` does
 */
export function importCollected(
  paths: readonly string[],
  options: Omit<ImportOptions, 'paths'>,
): Promise<ImportSummary> {
  return importPaths({ ...options, paths }, lineBatchesOf)
}

type Framing = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Batch>

async function importPaths(options: ImportOptions, framing: Framing): Promise<ImportSummary> {
  const input = await openLogInput(options.paths)
  try {
    const lock = await options.store.lock()
    try {
      return await importInput(input.files, options, framing)
    } finally {
      await lock.release()
    }
  } finally {
    await input.close()
  }
}

async function importInput(
  files: readonly LogFile[],
  options: ImportOptions,
  framing: Framing,
): Promise<ImportSummary> {
  const { store, signal, progress } = options
  const spool = await store.freshSpool()
  const tally = new ImportTally()
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const crewOf = bytes >= WORTH_THREADS_BYTES ? threadedCrew : soloCrew
  const crew = crewOf(spool, (report) => tally.add(report))
  try {
    const lines = await guarded(store.folder, async () => {
      await readAll({ files, bytes, framing }, crew, tally, options)
      return crew.end()
    })
    const sealed = await guarded(store.folder, () =>
      store.seal(spool, lines, {
        ...(signal ? { signal } : {}),
        progress: (done, all) => progress?.({ phase: 'sealing', done: done / all, rows: tally.rows }),
      }),
    )
    return tally.summary(files.length, sealed)
  } finally {
    await crew.stop()
    await removeIfThere(spool)
  }
}

interface Reading {
  readonly files: readonly LogFile[]
  readonly bytes: number
  readonly framing: Framing
}

async function readAll(
  { files, bytes, framing }: Reading,
  crew: Crew,
  tally: ImportTally,
  { signal, progress }: ImportOptions,
): Promise<void> {
  let before = 0
  for (const file of files) {
    let read = 0
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of file.open()) {
        signal?.throwIfAborted()
        read += chunk.length
        yield chunk
      }
    }
    try {
      for await (const batch of framing(counted())) {
        await crew.take(batch, file.name)
        progress?.({
          phase: 'reading',
          done: Math.min(1, (before + Math.min(read, file.bytes)) / Math.max(1, bytes)),
          rows: tally.rows,
        })
      }
    } catch (error) {
      if (!(error instanceof NotALogError)) throw error
      if (files.length === 1) throw notALog(file.name, error)
      tally.skip(file.name, error.message)
    }
    before += file.bytes
  }
}

function notALog(path: string, cause: NotALogError): KeywardError {
  const how = 'Give an export of a log: JSON, JSON lines or CSV, packed or not.'
  return new KeywardError('input-unreadable', { path, why: cause.message, how }, { cause })
}

/** Adds up what batches and partitions tell. */
class ImportTally {
  #parsed = 0
  #quarantinedRows = 0
  #quarantined: Quarantined[] = []
  #first: number | null = null
  #last: number | null = null
  #skipped: { file: string; reason: string }[] = []
  readonly #rowsBySource = new Map<LogSource, number>()

  get rows(): number {
    return this.#parsed + this.#quarantinedRows
  }

  skip(file: string, reason: string): void {
    this.#skipped.push({ file, reason })
  }

  add({ parsed, quarantined, bySource, first, last }: BatchReport): void {
    this.#parsed += parsed
    this.#quarantinedRows += quarantined.length
    this.#quarantined.push(...quarantined.slice(0, MOST_LISTED - this.#quarantined.length))
    for (const [source, rows] of Object.entries(bySource) as [LogSource, number][])
      this.#rowsBySource.set(source, (this.#rowsBySource.get(source) ?? 0) + rows)
    if (first !== null) this.#first = Math.min(first, this.#first ?? first)
    if (last !== null) this.#last = Math.max(last, this.#last ?? last)
  }

  summary(files: number, sealed: readonly SealedPartition[]): ImportSummary {
    const sum = (pick: (one: SealedPartition) => number, of = sealed) =>
      of.reduce((all, one) => all + pick(one), 0)
    const unique = sum(({ uniqueWhole }) => uniqueWhole)
    const sources = [...this.#rowsBySource].toSorted(([one], [other]) => one.localeCompare(other))
    return {
      files: files - this.#skipped.length,
      skipped: this.#skipped,
      rows: this.rows,
      parsed: this.#parsed,
      unique,
      added: sum(({ added }) => added),
      duplicates: this.#parsed - unique,
      quarantined: this.#quarantined.toSorted(
        (one, other) => one.file.localeCompare(other.file) || one.line - other.line,
      ),
      quarantinedRows: this.#quarantinedRows,
      first: iso(this.#first),
      last: iso(this.#last),
      bySource: Object.fromEntries(
        sources.map(([source, rows]) => {
          const of = sealed.filter((one) => one.source === source)
          return [
            source,
            { rows, unique: sum(({ uniqueWhole }) => uniqueWhole, of), added: sum(({ added }) => added, of) },
          ]
        }),
      ),
    }
  }
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())
