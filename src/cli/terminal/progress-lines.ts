import type { Display, ProgressOptions, ProgressStream } from './progress.ts'
import type { TaskState } from './progress-task.ts'
import { amount, ending, estimate } from './progress-words.ts'

/** A log of a long run is read later; more lines than this would be noise in it. */
const INTERVAL_MS = 5_000

/** Progress for logs and pipes: a line at the start and end of each task, and now and then between. */
export function plainLines(stream: ProgressStream, { now }: ProgressOptions): Display {
  const saidAt = new Map<TaskState, number>()
  const say = (task: TaskState, words: string) => {
    saidAt.set(task, now())
    stream.write(`${task.label}: ${words}\n`)
  }
  return {
    changed(task, moment) {
      if (moment === 'started') say(task, 'started')
      else if (moment === 'ended') say(task, ending(task))
      else if (now() - (saidAt.get(task) ?? 0) >= INTERVAL_MS) say(task, between(task, now()))
    },
    stop() {},
  }
}

function between(task: TaskState, now: number): string {
  const left = task.remaining(now)
  return left === undefined ? amount(task) : `${amount(task)}, ${estimate(left)}`
}
