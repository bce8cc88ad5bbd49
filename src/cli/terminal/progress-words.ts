import { cut } from '#model/text/width.ts'
import { count } from '#model/text/words.ts'
import type { TaskState } from './progress-task.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const NOTE_COLUMNS = 200

/** "8 s", "2 min 5 s", "1 h 10 min". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < MINUTE) return `${seconds} s`
  const [large, small] = seconds < HOUR ? ([MINUTE, 1] as const) : ([HOUR, MINUTE] as const)
  const rest = Math.floor((seconds % large) / small)
  const units = seconds < HOUR ? ['min', 's'] : ['h', 'min']
  return `${Math.floor(seconds / large)} ${units[0]}${rest === 0 ? '' : ` ${rest} ${units[1]}`}`
}

/** An estimate in steps that do not pretend to precision. */
export function estimate(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 10) return 'a few seconds left'
  if (seconds < 50) return `about ${Math.round(seconds / 10) * 10} s left`
  if (seconds < 50 * MINUTE) return `about ${Math.max(1, Math.round(seconds / MINUTE))} min left`
  return `about ${duration(Math.round(seconds / (10 * MINUTE)) * 10 * MINUTE * 1000)} left`
}

/** "1,200 of 5,000", or what is done where the total is not known or has turned out too low. */
export function amount({ done, total }: TaskState): string {
  return total === undefined || done > total ? count(done) : `${count(done)} of ${count(total)}`
}

/** How it ended: "done, 412 in 3 s", "failed: access denied". */
export function ending(task: TaskState): string {
  const note = task.note === undefined ? '' : cut(task.note, NOTE_COLUMNS)
  if (task.state === 'failed') return note === '' ? 'failed' : `failed: ${note}`
  const took = duration((task.endedAt ?? task.startedAt) - task.startedAt)
  return `done, ${task.done === 0 ? '' : `${count(task.done)} in `}${took}${note === '' ? '' : `, ${note}`}`
}
