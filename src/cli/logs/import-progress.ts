/** How far an import is, on the terminal. */
import type { ImportProgress } from '#pipeline/logs/import.ts'
import { type Context, columnsOf, isColourful } from '../context.ts'
import { type ProgressTask, startProgress } from '../terminal/progress.ts'

export interface ShownImport {
  readonly show: (progress: ImportProgress) => void
  /** Ends what is shown; may be called twice. */
  readonly stop: () => void
}

/** Shows reading, then sealing. */
export function importProgress({ stderr, env }: Context): ShownImport {
  const progress = startProgress(stderr, {
    isTTY: stderr.isTTY === true && env['TERM'] !== 'dumb',
    columns: () => columnsOf(stderr),
    now: () => performance.now(),
    colour: isColourful(stderr, env),
  })
  const reading = progress.task('reading', 'Reading')
  let sealing: ProgressTask | undefined
  return {
    show: ({ phase, done, rows }) => {
      const moved = {
        done: phase === 'reading' ? rows : Math.round(rows * done),
        total: Math.round(phase === 'reading' ? rows / Math.max(done, 0.001) : rows),
      }
      if (phase === 'reading') return reading.update(moved)
      if (!sealing) reading.finish()
      sealing ??= progress.task('sealing', 'Sealing')
      sealing.update(moved)
    },
    stop: () => {
      sealing?.finish()
      progress.stop()
    },
  }
}
