/** What a command has of the world: streams, environment, time, and the signal of Ctrl-C. */
import envPaths from 'env-paths'

export interface Context {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly now: () => Date
}

const NARROW = 80

/** The width to write for: the terminal's, or 80 where there is none. */
export function columnsOf(stream: NodeJS.WriteStream): number {
  return stream.isTTY ? stream.columns || NARROW : NARROW
}

/** Whether a stream takes colour; NO_COLOR (no-color.org) says no, FORCE_COLOR yes. */
export function isColourful(stream: NodeJS.WriteStream, env: Context['env']): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0') return true
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

/** Where Keyward keeps its data: as asked, as KEYWARD_DATA says, or the platform's data folder. */
export function dataFolder(asked: unknown, env: Context['env']): string {
  if (typeof asked === 'string') return asked
  return env['KEYWARD_DATA'] || envPaths('keyward', { suffix: '' }).data
}
