import { inkFor } from '#model/text/paint.ts'
import { displayWidth } from '#model/text/width.ts'
import type { Display, ProgressOptions, ProgressStream } from './progress.ts'
import { blockLines } from './progress-block.ts'
import type { TaskState } from './progress-task.ts'

const FRAME_MS = 100
const DEFAULT_LINES = 12
const HIDE_CURSOR = '\u001b[?25l'
const SHOW_CURSOR = '\u001b[?25h'
const CLEAR_BELOW = '\u001b[J'
const NARROWEST = 20

/**
 * Progress for a terminal: one block, redrawn in place. Each frame hides and shows the cursor again in a single
 * write, so that the terminal is whole even if the process is killed between two frames.
 */
export function screen(
  stream: ProgressStream,
  options: ProgressOptions,
  tasks: ReadonlyMap<string, TaskState>,
): Display {
  const ink = inkFor(options.colour ?? true)
  let drawn: readonly number[] = []
  let drawnAt = Number.NEGATIVE_INFINITY
  const draw = () => {
    const width = columnsOf(options)
    const lines = blockLines([...tasks.values()], {
      width,
      now: options.now(),
      most: options.maxLines ?? DEFAULT_LINES,
    })
    const painted = lines.map(({ text, tone }) => (tone === undefined ? text : ink.outcome(tone, text)))
    stream.write(
      `${HIDE_CURSOR}${back(drawn, width)}${painted.map((line) => `${line}\n`).join('')}${SHOW_CURSOR}`,
    )
    drawn = lines.map(({ text }) => displayWidth(text))
    drawnAt = options.now()
  }
  return {
    changed(_task, moment) {
      if (moment !== 'moved' || options.now() - drawnAt >= FRAME_MS) draw()
    },
    stop() {
      if (tasks.size > 0) draw()
      stream.write(SHOW_CURSOR)
    },
  }
}

/** To the first line of the last frame. A terminal made narrower since has broken its lines into more rows. */
function back(drawn: readonly number[], width: number): string {
  const rows = drawn.reduce((sum, columns) => sum + Math.max(1, Math.ceil(columns / (width + 1))), 0)
  return rows === 0 ? '' : `\u001b[${rows}A\r${CLEAR_BELOW}`
}

/** The last column stays free: many terminals wrap as soon as it is written. */
function columnsOf({ columns }: ProgressOptions): number {
  const now = typeof columns === 'function' ? columns() : columns
  return Math.max(NARROWEST, Math.floor(now) || 80) - 1
}
