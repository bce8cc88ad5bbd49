/** Shows a collection of logs while it runs, and says in time when it will take long. */

import { count, counted } from '#model/text/words.ts'
import type { CollectLogsOptions, FeedProgress } from '#pipeline/logs/collect.ts'
import { type Context, columnsOf, isColourful } from '../context.ts'
import { type ProgressTask, startProgress } from '../terminal/progress.ts'
import { duration } from './duration.ts'

const STORING = 'store of logs'

type Outlook = Parameters<NonNullable<CollectLogsOptions['onOutlook']>>[0]

/** Draws progress on standard error until `stop`. */
export function showLogCollection({ stderr, env }: Context) {
  const progress = startProgress(stderr, {
    isTTY: stderr.isTTY === true && env['TERM'] !== 'dumb',
    columns: () => columnsOf(stderr),
    now: () => performance.now(),
    colour: isColourful(stderr, env),
  })
  const tasks = new Map<string, ProgressTask>()
  let said: 'nothing' | 'hours' | 'duration' = 'nothing'
  return {
    onProgress: ({ feed, done, windows, coverage }: FeedProgress) => {
      const task = tasks.get(feed) ?? progress.task(feed, feed)
      tasks.set(feed, task)
      task.update({ done, total: Math.max(windows, done) })
      if (coverage?.state === 'complete') task.finish()
      else if (coverage) task.fail(coverage.state)
    },
    onStoring: (done: number) => {
      const task = tasks.get(STORING) ?? progress.task(STORING, 'Storing')
      tasks.set(STORING, task)
      task.update({ done: Math.round(done * 100), total: 100 })
      // It comes once more at the end, for what was collected meanwhile.
      if (done === 1) {
        task.finish()
        tasks.delete(STORING)
      }
    },
    onOutlook: (outlook: Outlook) => {
      const sentence = sentenceOf(outlook, said)
      if (sentence === undefined) return
      said = outlook.reports === undefined ? 'hours' : 'duration'
      stderr.write(`${sentence}\n`)
    },
    stop: () => progress.stop(),
  }
}

const EXPORTS =
  'Exports have no such limit: keyward logs import takes files of diagnostic settings or of the audit search. What is read here and there counts once.'

/** Beforehand, and once more when enough was counted to say how long. */
function sentenceOf({ hours, reports }: Outlook, said: 'nothing' | 'hours' | 'duration'): string | undefined {
  if (Math.round(hours) === 0) return undefined
  const whole = counted(Math.round(hours), 'hour')
  if (said === 'nothing' && reports === undefined)
    return `${whole} of log to read. How long that takes shows after the first answers: Microsoft gives away 500 records of sign-ins and changes a second.`
  if (reports === undefined || said === 'duration') return undefined
  const took = `about ${count(reports.rows)} records of sign-ins and changes, ${duration(reports.ms)} at 500 a second`
  return `${whole} of log to read: ${took}.${reports.isLong ? ` ${EXPORTS}` : ''}`
}
