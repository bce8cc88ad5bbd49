/** A thread that parses batches of an export and writes their events to the spool. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Batch } from '#logs/framing/batch.ts'
import { type BatchReport, BatchWriter } from './batch-writer.ts'

const { folder, name } = workerData as { folder: string; name: string }
const writer = new BatchWriter(folder, name)

/** What the importer asks of a thread. */
export type WorkerRequest =
  | { readonly batch: Batch; readonly file: string; readonly slot?: SharedArrayBuffer }
  | { readonly end: true }

/** What a thread says of a batch; the slot that it came in is free again. */
export interface BatchAnswer {
  readonly report: BatchReport
  readonly slot?: SharedArrayBuffer
}

parentPort?.on('message', (request: WorkerRequest) => {
  try {
    if ('end' in request) parentPort?.postMessage({ end: writer.end() })
    else parentPort?.postMessage(answerOf(request))
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException
    parentPort?.postMessage({ failed: { message, code } })
  }
})

function answerOf({ batch, file, slot }: Exclude<WorkerRequest, { end: true }>): BatchAnswer {
  const report = writer.write(batch, file)
  return slot ? { report, slot } : { report }
}
