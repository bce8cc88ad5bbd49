/** A thread that parses batches of an export and writes their events to the spool. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Batch } from '#logs/framing/batch.ts'
import { type BatchReport, BatchWriter } from './batch-writer.ts'

const { folder, name } = workerData as { folder: string; name: string }
const writer = new BatchWriter(folder, name)

/** What the importer asks of a thread. */
export type WorkerRequest = { readonly batch: Batch; readonly file: string } | { readonly end: true }

parentPort?.on('message', (request: WorkerRequest) => {
  try {
    if ('end' in request) parentPort?.postMessage({ end: writer.end() })
    else parentPort?.postMessage({ report: writer.write(request.batch, request.file) satisfies BatchReport })
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException
    parentPort?.postMessage({ failed: { message, code } })
  }
})
