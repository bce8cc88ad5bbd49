/** Runs one command: finds it, parses what was typed, and turns whatever happens into an exit code. */
import { CommanderError } from 'commander'
import { KeywardError, messageOf } from '#model/errors.ts'
import { type Command, parserOf } from './command.ts'
import { commands } from './commands.generated.ts'
import type { Context } from './context.ts'

const COULD_NOT = 2
/** 128 + SIGINT, as shells report it. */
export const INTERRUPTED = 130

/** Runs `keyward <argv>` to its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const interrupted = new AbortController()
  const onInterrupt = () => interrupted.abort(new Error('interrupted'))
  process.once('SIGINT', onInterrupt)
  process.once('SIGTERM', onInterrupt)
  try {
    return await runCommand(argv, interrupted.signal)
  } catch (error) {
    return explained(error, argv, interrupted.signal)
  } finally {
    process.off('SIGINT', onInterrupt)
    process.off('SIGTERM', onInterrupt)
  }
}

async function runCommand(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const { load, rest } = named(argv)
  const command = await load()
  const { values, operands } = parse(command, rest)
  const { stdout, stderr, env } = process
  return command.run(
    { stdout, stderr, env, signal, now: () => new Date() } satisfies Context,
    values,
    operands,
  )
}

/** The command that the first words name: `assess`, or two words where a group has several (`logs import`). */
function named(argv: readonly string[]) {
  const [first = '', second = ''] = argv
  const one = commands[first]
  if (one) return { load: one, rest: argv.slice(1) }
  const two = commands[`${first} ${second}`]
  if (two) return { load: two, rest: argv.slice(2) }
  const isGroup = Object.keys(commands).some((name) => name.startsWith(`${first} `))
  const value = isGroup ? `${first} ${second}`.trim() : first
  throw new KeywardError('command-unknown', { value: value.slice(0, 40) })
}

function parse(command: Command, argv: readonly string[]) {
  const parser = parserOf(command).configureOutput({ writeErr: () => {} })
  parser.parse([...argv], { from: 'user' })
  return { values: parser.opts() as Record<string, unknown>, operands: parser.args }
}

function explained(error: unknown, argv: readonly string[], signal: AbortSignal): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0
  if (signal.aborted) {
    process.stderr.write('Stopped. What was read is kept; the same command goes on from there.\n')
    return INTERRUPTED
  }
  process.stderr.write(errorText(error, argv))
  return COULD_NOT
}

/** One line with a code, and the mend; as JSON for those who asked for JSON. */
function errorText(error: unknown, argv: readonly string[]): string {
  const { code, message, mend } = described(error, argv[0] ?? '')
  if (wantsJson(argv)) return `${JSON.stringify({ error: { code, message, mend } })}\n`
  return `keyward: ${message} [${code}]\n${mend === '' ? '' : `  ${mend}\n`}`
}

function wantsJson(argv: readonly string[]): boolean {
  return argv.includes('--format=json') || argv[argv.indexOf('--format') + 1] === 'json'
}

function described(error: unknown, command: string): { code: string; message: string; mend: string } {
  if (error instanceof KeywardError) return error
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '').split('\n')[0] ?? ''
    return { code: 'option-invalid', message, mend: `keyward ${command} --help shows what it takes.` }
  }
  const stack = process.env['KEYWARD_DEBUG'] && error instanceof Error ? `\n${error.stack}` : ''
  const mend = 'This is a fault of Keyward. KEYWARD_DEBUG=1 shows where; please report it.'
  return { code: 'internal', message: `${messageOf(error)}${stack}`, mend }
}
