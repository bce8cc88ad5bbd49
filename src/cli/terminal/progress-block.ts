import type { OutcomeState } from '#model/outcome.ts'
import { cut, displayWidth, pad } from '#model/text/width.ts'
import type { TaskState } from './progress-task.ts'
import { amount, ending, estimate } from './progress-words.ts'

export interface BlockLine {
  readonly text: string
  readonly tone?: OutcomeState
}

interface Frame {
  readonly width: number
  readonly now: number
  /** Lines at most. */
  readonly most: number
}

const WIDEST_LABEL = 26
const WIDEST_BAR = 24
const NARROWEST_BAR = 6
/** "12,000 of 250,000, about 12 min left": kept free beside the bar, so that all bars are equally long. */
const WORDS_COLUMNS = 38
const marks = { running: '\u00b7', finished: '\u2713', failed: '\u2717' } as const
const rank = { failed: 0, running: 1, finished: 2 } as const

/** The lines of one frame: where they do not all fit, what failed first, then what runs. */
export function blockLines(tasks: readonly TaskState[], frame: Frame): BlockLine[] {
  const fits = tasks.length <= frame.most
  const shown = fits
    ? tasks
    : tasks.toSorted((a, b) => rank[a.state] - rank[b.state]).slice(0, Math.max(1, frame.most - 1))
  const label = Math.min(
    WIDEST_LABEL,
    Math.floor(frame.width / 2),
    Math.max(0, ...shown.map((task) => displayWidth(task.label))),
  )
  const lines = shown.map((task) => lineOf(task, label, frame))
  return fits ? lines : [...lines, { text: cut(restWords(tasks, shown), frame.width) }]
}

function restWords(tasks: readonly TaskState[], shown: readonly TaskState[]): string {
  const rest = tasks.filter((task) => !shown.includes(task))
  const done = rest.filter(({ state }) => state === 'finished').length
  return `  and ${rest.length} more, ${done} of them done`
}

function lineOf(task: TaskState, label: number, frame: Frame): BlockLine {
  const head = `${marks[task.state]} ${pad(cut(task.label, label), label)}  `
  if (task.state === 'running')
    return { text: cut(head + moving(task, frame.width - displayWidth(head), frame.now), frame.width) }
  return { text: cut(head + ending(task), frame.width), tone: task.state === 'failed' ? 'fail' : 'pass' }
}

/** Bar, amount and estimate; the bar goes first when there is little room, then the estimate. */
function moving(task: TaskState, room: number, now: number): string {
  const left = task.remaining(now)
  const words = left === undefined ? amount(task) : `${amount(task)}, ${estimate(left)}`
  const bar = Math.min(WIDEST_BAR, room - WORDS_COLUMNS)
  if (bar < NARROWEST_BAR) return displayWidth(words) > room ? amount(task) : words
  // A task whose total is not known keeps the place of its bar free.
  return `${task.total === undefined ? ' '.repeat(bar) : barOf(task.done / task.total, bar)}  ${words}`
}

function barOf(share: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share || 0)) * width)
  return '\u2588'.repeat(full) + '\u2591'.repeat(width - full)
}
