/** Who parses: threads for large exports, this thread for small ones. Batches wait, so that memory stays bounded. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Batch } from '#logs/framing/batch.ts'
import type { SpoolFile } from '#store/log-store/event-spool.ts'
import { type BatchReport, BatchWriter } from './batch-writer.ts'

export interface Crew {
  /** Hands a batch on; comes back when there is room for the next. */
  take(batch: Batch, file: string): Promise<void>
  /** Waits for everything and tells the files of the spool. */
  end(): Promise<readonly SpoolFile[]>
  /** Lets go of everything at once. */
  stop(): Promise<void>
}

type OnReport = (report: BatchReport) => void

/** A crew of one: this thread. */
export function soloCrew(folder: string, onReport: OnReport): Crew {
  const writer = new BatchWriter(folder, 'a')
  return {
    take: async (batch, file) => onReport(writer.write(batch, file)),
    end: async () => writer.end(),
    stop: async () => {},
  }
}

const MOST_WORKERS = 4
const WAITING_PER_WORKER = 2
const WORKER_HEAP_MB = 256

interface Member {
  readonly worker: Worker
  waiting: number
}

type Answer =
  | { report: BatchReport }
  | { end: readonly SpoolFile[] }
  | { failed: { message: string; code?: string } }

/** A crew of threads. */
export function threadedCrew(folder: string, onReport: OnReport): Crew {
  return new ThreadedCrew(folder, onReport)
}

class ThreadedCrew implements Crew {
  readonly #members: readonly Member[]
  readonly #onReport: OnReport
  readonly #files: SpoolFile[] = []
  #ended = 0
  #failure: Error | undefined
  #wake = () => {}

  constructor(folder: string, onReport: OnReport) {
    this.#onReport = onReport
    const size = Math.min(MOST_WORKERS, Math.max(1, availableParallelism()))
    this.#members = Array.from({ length: size }, (_, index) => this.#member(folder, index))
  }

  async take(batch: Batch, file: string): Promise<void> {
    await this.#until(() => this.#idlest().waiting < WAITING_PER_WORKER)
    const member = this.#idlest()
    member.waiting += 1
    const moved = movable(batch)
    const bytes = 'bytes' in moved ? [moved.bytes.buffer as ArrayBuffer] : []
    member.worker.postMessage({ batch: moved, file }, bytes)
  }

  async end(): Promise<readonly SpoolFile[]> {
    for (const { worker } of this.#members) worker.postMessage({ end: true })
    await this.#until(() => this.#ended === this.#members.length)
    await this.stop()
    return this.#files
  }

  async stop(): Promise<void> {
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()))
  }

  #member(folder: string, index: number): Member {
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
      workerData: { folder, name: String.fromCharCode(97 + index) },
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
    })
    const member: Member = { worker, waiting: 0 }
    worker.on('message', (answer: Answer) => this.#answered(member, answer))
    worker.on('error', (error: Error) => this.#fail(error))
    return member
  }

  #answered(member: Member, answer: Answer): void {
    if ('failed' in answer) {
      const { message, code } = answer.failed
      return this.#fail(Object.assign(new Error(message), { code }))
    }
    if ('end' in answer) {
      this.#files.push(...answer.end)
      this.#ended += 1
    } else {
      member.waiting -= 1
      this.#onReport(answer.report)
    }
    this.#wake()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }

  #idlest(): Member {
    return this.#members.reduce((one, other) => (other.waiting < one.waiting ? other : one))
  }

  async #until(isReady: () => boolean): Promise<void> {
    while (this.#failure === undefined && !isReady()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    if (this.#failure) throw this.#failure
  }
}

/** Its bytes alone: they are a part of a larger buffer, which would be copied with them. */
function movable(batch: Batch): Batch {
  return batch.form === 'json' ? { ...batch, bytes: new Uint8Array(batch.bytes) } : batch
}
