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
  const size = Math.min(MOST_WORKERS, Math.max(1, availableParallelism()))
  let failure: Error | undefined
  let wake = () => {}
  const files: SpoolFile[] = []
  let ended = 0
  const fail = (error: Error) => {
    failure ??= error
    wake()
  }
  const members = Array.from({ length: size }, (_, index): Member => {
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
      workerData: { folder, name: String.fromCharCode(97 + index) },
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
    })
    const member: Member = { worker, waiting: 0 }
    worker.on('message', (answer: Answer) => {
      if ('failed' in answer)
        return fail(Object.assign(new Error(answer.failed.message), { code: answer.failed.code }))
      if ('end' in answer) {
        files.push(...answer.end)
        ended += 1
      } else {
        member.waiting -= 1
        onReport(answer.report)
      }
      wake()
    })
    worker.on('error', fail)
    return member
  })
  const until = async (isReady: () => boolean) => {
    while (!isReady()) {
      if (failure) throw failure
      await new Promise<void>((resolve) => (wake = resolve))
    }
    if (failure) throw failure
  }
  const idlest = () => members.reduce((one, other) => (other.waiting < one.waiting ? other : one))
  return {
    take: async (batch, file) => {
      await until(() => idlest().waiting < WAITING_PER_WORKER)
      const member = idlest()
      member.waiting += 1
      const moved = movable(batch)
      member.worker.postMessage(
        { batch: moved, file },
        'bytes' in moved ? [moved.bytes.buffer as ArrayBuffer] : [],
      )
    },
    end: async () => {
      for (const { worker } of members) worker.postMessage({ end: true })
      await until(() => ended === members.length)
      await Promise.all(members.map(({ worker }) => worker.terminate()))
      return files
    },
    stop: async () => {
      await Promise.all(members.map(({ worker }) => worker.terminate()))
    },
  }
}

/** Its bytes alone: they are a part of a larger buffer, which would be copied with them. */
function movable(batch: Batch): Batch {
  return batch.form === 'json' ? { ...batch, bytes: new Uint8Array(batch.bytes) } : batch
}
