/** Shows a collection while it runs. */
import type { DatasetProgress } from '#pipeline/collect/collect.ts'
import { type Context, columnsOf, isColourful } from './context.ts'
import { type ProgressTask, startProgress } from './terminal/progress.ts'

/** Draws progress on standard error until `stop`. */
export function showCollection({ stderr, env }: Context) {
  const progress = startProgress(stderr, {
    isTTY: stderr.isTTY === true && env['TERM'] !== 'dumb',
    columns: () => columnsOf(stderr),
    now: () => performance.now(),
    colour: isColourful(stderr, env),
  })
  const tasks = new Map<string, ProgressTask>()
  return {
    onProgress: ({ dataset, records, total, coverage }: DatasetProgress) => {
      const task = tasks.get(dataset) ?? progress.task(dataset, dataset)
      tasks.set(dataset, task)
      task.update({ done: records, ...(total === undefined ? {} : { total: Math.max(total, records) }) })
      if (coverage?.state === 'complete') task.finish()
      else if (coverage) task.fail(coverage.state)
    },
    stop: () => progress.stop(),
  }
}
