/** Who parses: threads for large exports, this thread for small ones. Batches wait, so that memory stays bounded. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { BATCH_BYTES, type Batch, type JsonBatch, sizeOf } from '#logs/framing/batch.ts'
import type { SpoolFile } from '#store/log-store/partition-file.ts'
import { type BatchReport, BatchWriter } from './batch-writer.ts'
import type { WorkerRequest } from './import-worker.ts'

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

/** Batches end with a record, and may be larger by what was read at once. */
const SLOT_BYTES = 2 * BATCH_BYTES

interface Member {
  readonly worker: Worker
  /** Memory that both see: batch after batch goes through it, and none is allocated for one. */
  readonly free: SharedArrayBuffer[]
  waiting: number
}

type Answer =
  | { report: BatchReport; slot?: SharedArrayBuffer }
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
    member.worker.postMessage(requestOf(batch, file, member.free))
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
    const free = Array.from({ length: WAITING_PER_WORKER }, () => new SharedArrayBuffer(SLOT_BYTES))
    const member: Member = { worker, free, waiting: 0 }
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
      if (answer.slot) member.free.push(answer.slot)
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

/** A batch as it goes to a thread; one that no slot holds is copied by the way. */
function requestOf(batch: Batch, file: string, free: SharedArrayBuffer[]): WorkerRequest {
  if (batch.form !== 'json' || sizeOf(batch) > SLOT_BYTES) return { batch, file }
  const slot = free.pop()
  return slot ? { batch: { ...batch, pieces: [filled(slot, batch)] }, file, slot } : { batch, file }
}

function filled(slot: SharedArrayBuffer, { pieces }: JsonBatch): Uint8Array {
  // Buffers copy in one move; into shared memory, arrays would word by word.
  const bytes = Buffer.from(slot)
  let at = 0
  for (const piece of pieces) {
    at += Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).copy(bytes, at)
  }
  return new Uint8Array(slot, 0, at)
}
