/** Options that several commands share. */
import type { CommandOption } from './command.ts'

export const dataOption: CommandOption = {
  flags: '--data <dir>',
  description: "where Keyward keeps its data (default: the platform's data folder, or KEYWARD_DATA)",
}

export const tenantOption: CommandOption = {
  flags: '--tenant <id>',
  description: 'the tenant, by id or name (default: the only one)',
}

/** `--format` with its choices; the first is the default. */
export function formatOption(choices: readonly string[]): CommandOption {
  return {
    flags: '--format <format>',
    description: 'how to print the result',
    choices,
    default: choices[0] as string,
  }
}

export const outOption: CommandOption = {
  flags: '--out <file>',
  description: 'write the result to this file',
}
