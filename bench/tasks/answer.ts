/** The frame of a task: its input comes on standard input, its answer goes out as one line of JSON. */
import { createRequire } from 'node:module'
import { json } from 'node:stream/consumers'

const { peakMemoryMb } = createRequire(import.meta.url)('./peak-memory.cjs') as { peakMemoryMb(): number }

/** Runs the task to its answer, adding the peak of this process's memory. */
export async function answer<Input>(task: (input: Input) => Promise<{ ms: number }>): Promise<void> {
  const input = (await json(process.stdin)) as Input
  const answered = await task(input)
  console.log(JSON.stringify({ ...answered, memoryMb: peakMemoryMb() }))
}

/** Milliseconds that `work` takes, and what it returns. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now()
  const result = await work()
  return { ms: performance.now() - started, result }
}
