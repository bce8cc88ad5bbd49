/** Logs that were not there to be asked: nothing was found in them because nothing was looked at. */
import type { LogSource } from '#model/events/log-event.ts'

export interface MissingLog {
  readonly log: string
  readonly because: string
}

/** Which of the logs the store has no event of. */
export function missingLogs(asked: readonly LogSource[], there: ReadonlySet<string>): readonly MissingLog[] {
  return asked
    .filter((log) => !there.has(log))
    .map((log) => ({
      log,
      because: `the store has no event of ${log}: collect it (keyward logs collect) or import an export`,
    }))
}

/** Logs that a tenant may well not have: sign-ins of AD FS, and records of which nobody knows whose they are. */
const MAY_BE_ABSENT: ReadonlySet<LogSource> = new Set(['federationSignIns', 'other'])

/** Whether it says something that the store has no event of a log. */
export function isToBeThere(log: LogSource): boolean {
  return !MAY_BE_ABSENT.has(log)
}
