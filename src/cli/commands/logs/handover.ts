import { KeywardError } from '#model/errors.ts'
import { safeText } from '#model/text/safe-text.ts'
import { handoverQuestionnaire, handoverReport } from '#pipeline/logs/handover.ts'
import { takeHandover } from '#pipeline/logs/handover-answers.ts'
import { defineCommand, type Values } from '../../command.ts'
import { type Context, columnsOf } from '../../context.ts'
import { authorOf } from '../../decision.ts'
import { handoverTakenText, handoverText } from '../../logs/handover-text.ts'
import { deliverReport, onTenant } from '../../logs/on-logs.ts'
import { dataOption, formatOption, outOption, tenantOption } from '../../options.ts'
import { deliver } from '../../output.ts'

export const handoverCommand = defineCommand({
  name: 'logs handover',
  summary: 'what those who run the tenant hand over in an incident, asked and attested',
  description:
    'Much of what happens here is in logs of others. --questionnaire writes the list of them as a file for a partner, or any other third party, to fill in: is there such a log, since when, for how many days, who hands it over, within how many hours. --answers takes the file back as an attestation that holds for a year; a file with a fault is not taken at all. Without either it shows what was attested, what falls short of what is asked, what was not said, and what is overdue.',
  arguments: [{ name: '[name]', description: 'a partner by name, tenant id or domain, or another name' }],
  options: [
    { flags: '--questionnaire', description: 'the questions as a CSV (JSON with --format json)' },
    { flags: '--answers <file>', description: 'keep the questionnaire, filled in, as an attestation' },
    { flags: '--by <name>', description: 'who vouches for the answers (default: the user of this machine)' },
    formatOption(['text', 'json']),
    outOption,
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs handover', does: 'who attested, what falls short, what is overdue' },
    { line: 'keyward logs handover Northgate --questionnaire --out ask.csv', does: 'what to send' },
    { line: 'keyward logs handover --answers ask.csv --by "Olga Reyes"', does: 'it came back' },
  ],
  async run(context, values, [name]) {
    const file = values['answers'] as string | undefined
    if (file === undefined && values['by'] !== undefined)
      throw refused(
        '--by',
        'it says who vouches for answers, and none were given',
        'keyward logs handover --answers FILE --by NAME, or leave it out.',
      )
    if (values['questionnaire'] !== true)
      return file === undefined ? show(context, values, name) : take(context, values, file, name)
    if (file !== undefined) throw refused('--answers', 'one asks, the other takes the answers', 'Give one.')
    if (name === undefined)
      throw refused(
        '--questionnaire',
        'it is for one third party, and none was named',
        'keyward logs handover NAME --questionnaire; keyward partners lists the names.',
      )
    return ask(context, values, name)
  },
})

const refused = (option: string, why: string, how: string) =>
  new KeywardError('option-invalid', { option, why, how })

function ask(context: Context, values: Values, name: string): Promise<number> {
  return onTenant(context, values, async (tenant) => {
    const format = values['format'] === 'json' ? 'json' : 'text'
    const { text, thirdParty } = await handoverQuestionnaire(tenant, name, format, context.now())
    if (!thirdParty.onRegister)
      context.stderr.write(`On no register of partners, asked under its name: ${safeText(thirdParty.name)}\n`)
    await deliver(context, text, values['out'])
    return 0
  })
}

function take(
  context: Context,
  values: Values,
  file: string,
  thirdParty: string | undefined,
): Promise<number> {
  return onTenant(context, values, async (tenant) => {
    const by = (values['by'] as string | undefined) ?? authorOf(values)
    const taken = await takeHandover(tenant, { file, thirdParty, by, now: context.now() })
    await deliverReport(context, values, taken, () => handoverTakenText(taken, columnsOf(context.stdout)))
    return 0
  })
}

function show(context: Context, values: Values, name: string | undefined): Promise<number> {
  return onTenant(context, values, async (tenant) => {
    const report = await handoverReport(tenant, name, context.now())
    const text = () => handoverText(report, columnsOf(context.stdout), name !== undefined)
    await deliverReport(context, values, report, text)
    return 0
  })
}
