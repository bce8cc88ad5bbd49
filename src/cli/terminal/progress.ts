/**
 * Shows long work on standard error, never on standard output: results are for pipes. It has no timer: it draws when
 * something moves, so nothing keeps the process alive and a test needs only a clock.
 */

import { plainLines } from './progress-lines.ts'
import { screen } from './progress-screen.ts'
import { started, type TaskState } from './progress-task.ts'

/** What of a stream is needed. */
export interface ProgressStream {
  write(text: string): unknown
}

export interface ProgressOptions {
  readonly isTTY: boolean
  /** A function where the terminal can be resized. */
  readonly columns: number | (() => number)
  /** Milliseconds, from any origin. */
  readonly now: () => number
  /** False under NO_COLOR. Default: as `isTTY`. */
  readonly colour?: boolean
  /** Lines of the block on a terminal. */
  readonly maxLines?: number
}

export interface ProgressTask {
  update(change: { readonly done: number; readonly total?: number }): void
  finish(note?: string): void
  fail(note?: string): void
}

export interface Progress {
  /** Starts a task; a second one of the same id replaces the first. */
  task(id: string, label: string): ProgressTask
  /** Leaves the terminal as it was found; whatever comes later is ignored. */
  stop(): void
}

/** What shows the tasks: a redrawn block, or lines. */
export interface Display {
  changed(task: TaskState, moment: 'started' | 'moved' | 'ended'): void
  stop(): void
}

/**
 * Begins to show progress.
 *
 * @example
 * const progress = startProgress(process.stderr, { isTTY: true, columns: () => process.stderr.columns, now: Date.now })
 * const users = progress.task('users', 'Users')
 * users.update({ done: 500, total: 2000 })
 * users.finish()
 * progress.stop()
 */
export function startProgress(stream: ProgressStream, options: ProgressOptions): Progress {
  const tasks = new Map<string, TaskState>()
  const display = options.isTTY ? screen(stream, options, tasks) : plainLines(stream, options)
  let stopped = false
  const show = (task: TaskState, moment: 'started' | 'moved' | 'ended') => {
    if (!stopped) display.changed(task, moment)
  }
  return {
    task(id, label) {
      const state = started(label, options.now())
      tasks.set(id, state)
      show(state, 'started')
      return handle(state, options.now, show)
    },
    stop() {
      if (!stopped) display.stop()
      stopped = true
    },
  }
}

function handle(state: TaskState, now: () => number, show: Display['changed']): ProgressTask {
  const end = (outcome: 'finished' | 'failed', note: string | undefined) => {
    if (state.state !== 'running') return
    state.end(outcome, now(), note)
    show(state, 'ended')
  }
  return {
    update({ done, total }) {
      if (state.state !== 'running') return
      state.move(now(), done, total)
      show(state, 'moved')
    },
    finish: (note) => end('finished', note),
    fail: (note) => end('failed', note),
  }
}
