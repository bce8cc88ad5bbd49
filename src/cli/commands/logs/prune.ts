import { InvalidArgumentError } from 'commander'
import { KeywardError } from '#model/errors.ts'
import { type LogSource, logSources } from '#model/events/log-event.ts'
import { counted } from '#model/text/words.ts'
import { pruneLogs } from '#pipeline/logs/prune.ts'
import { defineCommand, wholeNumber } from '../../command.ts'
import { authorOf } from '../../decision.ts'
import { onTenant } from '../../logs/on-logs.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'
import { print } from '../../output.ts'

const MOST_DAYS = 36_500

/** Parses names of logs, apart by commas. */
function sourcesIn(text: string): readonly LogSource[] {
  return text.split(',').map((name) => {
    const found = logSources.find((source) => source.toLowerCase() === name.trim().toLowerCase())
    if (found === undefined) throw new InvalidArgumentError(`Give names out of: ${logSources.join(', ')}.`)
    return found
  })
}

export const pruneCommand = defineCommand({
  name: 'logs prune',
  summary: 'delete days that need not be kept any longer, with a record of it',
  description:
    'Deletes whole days of the store of logs that are older than so many days. What is deleted, by whom and why, and the hashes of the files stay in the record of the store. Without --yes it only says what would go. Nothing is ever deleted by itself.',
  options: [
    { flags: '--older-than <days>', description: 'days to keep', parse: wholeNumber(1, MOST_DAYS) },
    {
      flags: '--sources <names>',
      description: 'which logs, apart by commas (default: all)',
      parse: sourcesIn,
    },
    { flags: '--reason <text>', description: 'why: the rule that says so' },
    { flags: '--author <name>', description: 'who decides (default: the user of this machine)' },
    { flags: '--yes', description: 'do it' },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs prune --older-than 730', does: 'what would go' },
    { line: 'keyward logs prune --older-than 730 --reason "policy 7" --yes', does: 'two years are kept' },
  ],
  async run(context, values) {
    const days = values['olderThan'] as number | undefined
    const reason = (values['reason'] as string | undefined)?.trim() ?? ''
    const isMeant = values['yes'] === true
    if (days === undefined)
      throw new KeywardError('option-invalid', {
        option: '--older-than',
        why: 'it is missing',
        how: 'Say how many days to keep.',
      })
    if (isMeant && reason === '')
      throw new KeywardError('option-invalid', {
        option: '--reason',
        why: 'it is missing',
        how: 'Say which rule asks for it; it stays in the record.',
      })
    return onTenant(context, values, async (tenant) => {
      const pruned = await pruneLogs(tenant, {
        days,
        sources: values['sources'] as readonly LogSource[] | undefined,
        reason,
        by: authorOf(values),
        now: context.now(),
        isMeant,
      })
      const text =
        values['format'] === 'json'
          ? `${JSON.stringify(pruned, null, 2)}\n`
          : `${counted(pruned.events, 'event')} of ${counted(pruned.days, 'day')} before ${pruned.before} ${isMeant ? 'were deleted; the record stays in the store' : 'would be deleted (--yes does it)'}.\n`
      await print(context.stdout, text)
      return 0
    })
  },
})
