/**
 * The spool: pages as they arrive, before they are sealed. Each dataset has a data file and a journal; a page
 * counts once its journal line is on the disk. Whatever a crash left behind the last journal line is cut off at
 * the next start, so a resumed run neither loses a page nor asks for one twice.
 */
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Coverage } from '#model/coverage.ts'
import { canonicalJson } from '#model/fingerprint.ts'
import { guarded, openToAppend } from './files.ts'
import { readJournal, readLines } from './lines.ts'

/** What a collector needs to go on after this page; anything that survives JSON. */
export type Cursor = unknown

/** A record that did not fit, kept for the reader. */
export interface BrokenRecord {
  readonly reason: string
  /** What the service sent, cut to a bounded size. */
  readonly raw: string
}

export interface SpoolPage {
  readonly records: readonly Readonly<Record<string, unknown>>[]
  readonly broken: readonly BrokenRecord[]
  readonly cursor: Cursor
}

/** How the next collection learns what changed after this one. */
export interface Continuation {
  /** A link of the service's own, to the changes since. */
  readonly link: string
  /** When the whole list was last read (ISO 8601); changes on top of changes drift. */
  readonly readInFullAt: string
}

export interface SpoolProgress {
  readonly pages: number
  readonly records: number
  readonly quarantined: number
  /** Bytes of the records' file. */
  readonly bytes: number
  readonly cursor?: Cursor
  /** Bytes of the longest record's line: whoever reads the file back needs room for it, and for no more. */
  readonly longestLine: number
  readonly continuation?: Continuation
  /** How often reading began again from the start. */
  readonly restarts?: number
  /** Set once the dataset was read to its end (or to the reason why not). */
  readonly coverage?: Coverage
}

interface JournalEntry extends SpoolProgress {
  readonly brokenBytes: number
}

const NOTHING: JournalEntry = {
  pages: 0,
  records: 0,
  quarantined: 0,
  longestLine: 0,
  bytes: 0,
  brokenBytes: 0,
}

/** The spooled pages of one dataset in one run. */
export class DatasetSpool {
  readonly path: string
  readonly brokenPath: string
  readonly #journalPath: string
  #state: JournalEntry = NOTHING
  #data?: FileHandle
  #broken?: FileHandle
  #journal?: FileHandle

  constructor(folder: string, dataset: string) {
    this.path = join(folder, `${dataset}.ndjson`)
    this.brokenPath = join(folder, `${dataset}.broken.ndjson`)
    this.#journalPath = join(folder, `${dataset}.journal`)
  }

  /** Opens the dataset's files and cuts off what no journal line vouches for. */
  async open(): Promise<this> {
    const { entries, bytes } = await readJournal<JournalEntry>(this.#journalPath)
    this.#state = entries.at(-1) ?? NOTHING
    this.#journal = await cutTo(this.#journalPath, bytes)
    this.#data = await cutTo(this.path, this.#state.bytes)
    this.#broken = await cutTo(this.brokenPath, this.#state.brokenBytes)
    if (!(await this.#holdsWhatItSays())) await this.restart()
    return this
  }

  /** A file system may lose in a crash what it said was written; a short file must not pass for a whole one. */
  async #holdsWhatItSays(): Promise<boolean> {
    const sizes = await Promise.all([this.#data?.stat(), this.#broken?.stat()])
    return sizes[0]?.size === this.#state.bytes && sizes[1]?.size === this.#state.brokenBytes
  }

  get progress(): SpoolProgress {
    return this.#state
  }

  /** Adds a page and returns once it is on the disk. */
  async append(page: SpoolPage): Promise<void> {
    const lines = page.records.map(lineOf)
    const data = Buffer.from(lines.join(''))
    const broken = Buffer.from(page.broken.map(lineOf).join(''))
    await this.#write(this.#data, data, this.path)
    if (page.broken.length > 0) await this.#write(this.#broken, broken, this.brokenPath)
    await this.#commit({
      ...this.#state,
      pages: this.#state.pages + 1,
      records: this.#state.records + page.records.length,
      quarantined: this.#state.quarantined + page.broken.length,
      longestLine: lines.reduce(longer, this.#state.longestLine),
      bytes: this.#state.bytes + data.length,
      brokenBytes: this.#state.brokenBytes + broken.length,
      cursor: page.cursor,
    })
  }

  /** Keeps how the next collection goes on from here. */
  async continueFrom(continuation: Continuation): Promise<void> {
    await this.#commit({ ...this.#state, continuation })
  }

  /** Forgets every page. The journal says so first: a crash in between leaves bytes that the next start cuts off. */
  async restart(): Promise<void> {
    await this.#commit({ ...NOTHING, restarts: (this.#state.restarts ?? 0) + 1 })
    await guarded(this.path, async () => {
      await this.#data?.truncate(0)
      await this.#broken?.truncate(0)
    })
  }

  /** Says how far the dataset was read; nothing is appended after it. */
  async finish(coverage: Coverage): Promise<void> {
    await this.#commit({ ...this.#state, coverage })
  }

  /** Says so for this run only: nothing is on the disk yet, and a run that goes on later reads on from its place. */
  suppose(coverage: Coverage): void {
    this.#state = { ...this.#state, coverage }
  }

  /** The records spooled so far. */
  async *records(): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for await (const line of readLines(this.path, this.#state.bytes)) {
      yield JSON.parse(line) as Record<string, unknown>
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#data?.close(), this.#broken?.close(), this.#journal?.close()])
  }

  async #commit(state: JournalEntry): Promise<void> {
    await this.#write(this.#journal, Buffer.from(`${JSON.stringify(state)}\n`), this.#journalPath)
    this.#state = state
  }

  async #write(file: FileHandle | undefined, bytes: Buffer, path: string): Promise<void> {
    if (file === undefined) throw new Error('the spool is not open')
    await guarded(path, async () => {
      await file.appendFile(bytes)
      await file.datasync()
    })
  }
}

/** Opens for appending with everything behind `bytes` gone. */
async function cutTo(path: string, bytes: number): Promise<FileHandle> {
  const file = await openToAppend(path)
  const { size } = await file.stat()
  if (size > bytes) await file.truncate(bytes)
  return file
}

function lineOf(value: unknown): string {
  return `${canonicalJson(value)}\n`
}

function longer(longest: number, line: string): number {
  return Math.max(longest, Buffer.byteLength(line))
}
