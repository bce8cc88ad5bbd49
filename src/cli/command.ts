/** What a command is: a declarative object, run by main.ts and printed by the generator of the help. */
import { InvalidArgumentError, Option, Command as Parser } from 'commander'
import type { Context } from './context.ts'

export interface CommandOption {
  /** As people type it: `--format FORMAT`. */
  readonly flags: string
  readonly description: string
  readonly choices?: readonly string[]
  readonly default?: string
  /** Checks and turns the text into a value; throws InvalidArgumentError. `before` is what the option already has. */
  readonly parse?: (text: string, before: unknown) => unknown
}

export interface CommandArgument {
  /** `[name]` optional, `<name>` required, `<name...>` several. */
  readonly name: string
  readonly description: string
}

/** The values of the options by their camelCase names. */
export type Values = Readonly<Record<string, unknown>>

export interface Command {
  readonly name: string
  /** One line, for the list of commands. */
  readonly summary: string
  readonly description: string
  readonly arguments?: readonly CommandArgument[]
  readonly options: readonly CommandOption[]
  readonly examples: readonly { readonly line: string; readonly does: string }[]
  /** Returns the exit code: 0 done, 1 done and `--fail-on` met. */
  run(context: Context, values: Values, operands: readonly string[]): Promise<number>
}

/** Declares a command; the result is frozen. */
export function defineCommand(command: Command): Command {
  return Object.freeze(command)
}

/** The parser of a command; it never ends the process by itself. */
export function parserOf(command: Command): Parser {
  const parser = new Parser(`keyward ${command.name}`)
    .description(command.description)
    .exitOverride()
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', examplesOf(command))
  for (const { name, description } of command.arguments ?? []) parser.argument(name, description)
  for (const option of command.options) parser.addOption(optionOf(option))
  return parser
}

function optionOf({ flags, description, choices, default: preset, parse }: CommandOption): Option {
  const option = new Option(flags, description)
  if (choices) option.choices([...choices])
  if (parse) option.argParser(parse)
  if (preset !== undefined) option.default(preset)
  return option
}

function examplesOf({ examples }: Command): string {
  const width = Math.max(...examples.map(({ line }) => line.length))
  return `\nExamples:\n${examples.map(({ line, does }) => `  $ ${line.padEnd(width)}  ${does}`).join('\n')}`
}

/** Parses a whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
  }
}

/** Parses a point in time. */
export function instant(text: string): Date {
  const time = new Date(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError(
      'Give a date or time in ISO 8601, such as 2026-11-22 or 2026-11-22T08:00:00Z.',
    )
  }
  return time
}
