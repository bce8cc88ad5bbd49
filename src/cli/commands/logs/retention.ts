import { KeywardError } from '#model/errors.ts'
import {
  DEFAULT_PROFILE,
  logRetention,
  type ProfileId,
  profileIds,
  profileOf,
} from '#pipeline/logs/retention.ts'
import { defineCommand, wholeNumber } from '../../command.ts'
import { columnsOf } from '../../context.ts'
import { onTenant } from '../../logs/on-logs.ts'
import { retentionText } from '../../logs/retention-text.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'
import { print } from '../../output.ts'

const MOST_DAYS = 36_500

export const retentionCommand = defineCommand({
  name: 'logs retention',
  summary: 'how long each log is kept, by Microsoft, by settings and really, against a target',
  description:
    'Says of every log whether the licences give it, for how long Microsoft keeps it by itself, where settings send it, and for how long back the store really holds it without a hole. Compares that with a target and names the cheapest way to reach it. Settings of today say nothing of the history held; both are shown.',
  options: [
    {
      flags: '--profile <name>',
      description: `the target (default: ${DEFAULT_PROFILE}, with --days own)`,
      choices: profileIds,
    },
    {
      flags: '--days <n>',
      description: 'the target of the profile own: so many days',
      parse: wholeNumber(1, MOST_DAYS),
    },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs retention', does: 'against what Keyward suggests' },
    { line: 'keyward logs retention --profile pci-dss', does: 'against PCI DSS' },
    { line: 'keyward logs retention --days 730', does: 'against two years' },
  ],
  async run(context, values) {
    const profile = wantedProfile(
      values['profile'] as ProfileId | undefined,
      values['days'] as number | undefined,
    )
    return onTenant(context, values, async (tenant) => {
      const report = await logRetention(tenant, profile, context.now())
      const asJson = values['format'] === 'json'
      await print(
        context.stdout,
        asJson ? `${JSON.stringify(report, null, 2)}\n` : retentionText(report, columnsOf(context.stdout)),
      )
      return 0
    })
  },
})

/** @throws KeywardError `option-invalid` for days without the profile that takes them, and the other way round */
function wantedProfile(id: ProfileId | undefined, days: number | undefined) {
  const wanted = id ?? (days === undefined ? DEFAULT_PROFILE : 'own')
  if (wanted === 'own' && days === undefined)
    throw new KeywardError('option-invalid', {
      option: '--profile own',
      why: 'it needs a figure',
      how: 'Add --days and the number of days.',
    })
  if (wanted !== 'own' && days !== undefined)
    throw new KeywardError('option-invalid', {
      option: '--days',
      why: `profile ${wanted} has figures of its own`,
      how: 'Leave out one of the two.',
    })
  return profileOf(wanted, days ?? 0)
}
