import { KeywardError } from '#model/errors.ts'
import { counted } from '#model/text/words.ts'
import { look } from '#pipeline/look.ts'
import { partnerDocument, partnerDocuments, renderDocument } from '#pipeline/partner-documents.ts'
import { partnerReport } from '#pipeline/partner-report.ts'
import { keepByHand } from '#pipeline/register.ts'
import { onePartner, type PartnerFormat, partnerFormats, renderPartners } from '#pipeline/render-partners.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand } from '../command.ts'
import { type Context, columnsOf, dataFolder, isColourful } from '../context.ts'
import { authorOf } from '../decision.ts'
import { dataOption, formatOption, outOption, tenantOption } from '../options.ts'
import { deliver, print } from '../output.ts'
import { keepAnswers } from '../partner-answers.ts'

export const partners = defineCommand({
  name: 'partners',
  summary: 'every provider with a key to this tenant, and what each can do',
  description:
    'The register of partners: delegated roles, tenant governance, Azure access on behalf of, Azure Lighthouse, applications, guests and accounts, merged by provider, with what was decided about each. With a name: one of them, every way in.',
  arguments: [{ name: '[partner]', description: 'a name, tenant id or domain, or its beginning' }],
  options: [
    {
      flags: '--input <path>',
      description: "a folder or .zip of Microsoft's responses; nothing is kept",
    },
    { flags: '--snapshot <id>', description: 'an older snapshot' },
    {
      flags: '--register <file>',
      description: 'keep the relationships copied from the admin centre (CSV), which nothing else tells',
    },
    {
      flags: '--roster <file>',
      description: 'keep the people of partners, as the partners list them (CSV): logs know ids alone',
    },
    {
      flags: '--contain',
      description: 'of one partner: what to preserve and which switches, in order, tonight',
    },
    { flags: '--exit', description: 'of one partner: the whole leaving, in order' },
    { flags: '--letter', description: 'of one partner: the letter with its keys and our questions' },
    {
      flags: '--questionnaire',
      description: 'of one partner: our questions as a CSV for it to fill in (JSON with --format json)',
    },
    { flags: '--answers <file>', description: 'keep the answers of a partner: the questionnaire, filled in' },
    { flags: '--author <name>', description: 'who copied them (default: the user of this machine)' },
    formatOption(partnerFormats),
    outOption,
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward partners', does: 'who holds a key' },
    { line: 'keyward partners Northgate', does: 'one of them: every way in, and what it can do there' },
    {
      line: 'keyward partners Northgate --contain --format html --out contain.html',
      does: 'the Friday evening, to print',
    },
    {
      line: 'keyward partners --register relationships.csv',
      does: 'columns: name, tenantId, domain, relationship, roles, start, end, autoExtend',
    },
    {
      line: 'keyward partners --roster northgate.csv',
      does: 'columns: name, tenantId, domain, objectId, person, from, until',
    },
    {
      line: 'keyward partners Northgate --questionnaire --out northgate.csv',
      does: 'what to send with the letter; --answers takes it back',
    },
    { line: 'keyward partners --input export/ --format json', does: 'exported files, for machines' },
  ],
  async run(context, values, [wanted]) {
    if (typeof values['register'] === 'string')
      return keep(context, values, 'partnerRelationships', values['register'])
    if (typeof values['roster'] === 'string') return keep(context, values, 'partnerRoster', values['roster'])
    if (typeof values['answers'] === 'string') return keepAnswers(context, values, values['answers'], wanted)
    const options = {
      data: dataFolder(values['data'], context.env),
      tenant: values['tenant'] as string | undefined,
      input: values['input'] as string | undefined,
      snapshot: values['snapshot'] as string | undefined,
      clock: context.now,
    }
    const toFile = values['out'] !== undefined
    const page = {
      colour: !toFile && isColourful(context.stdout, context.env),
      width: columnsOf(context.stdout),
    }
    return look(options, async (looked) => {
      const document = partnerDocuments.find((kind) => values[kind] === true)
      if (document !== undefined) {
        if (wanted === undefined) throw new KeywardError('document-needs-partner', { value: `--${document}` })
        const made = await partnerDocument(looked, wanted, document, context.now())
        await deliver(context, renderDocument(made, values['format'] as PartnerFormat, page), values['out'])
        return 0
      }
      const report = await partnerReport(looked, context.now())
      const partner = wanted === undefined ? undefined : onePartner(report, wanted)
      const text = renderPartners(report, partner, values['format'] as PartnerFormat, page)
      await deliver(context, text, values['out'])
      return 0
    })
  },
})

const KEPT = {
  partnerRelationships: ['relationship', 'relationships'],
  partnerRoster: ['person', 'people'],
} as const

async function keep(
  context: Context,
  values: Readonly<Record<string, unknown>>,
  dataset: keyof typeof KEPT,
  file: string,
): Promise<number> {
  const session = await openSession(dataFolder(values['data'], context.env))
  try {
    const store = await session.tenant(values['tenant'] as string | undefined)
    const by = { author: authorOf(values), at: context.now().toISOString() }
    const kept = await keepByHand(store, dataset, file, by)
    const [one, many] = KEPT[dataset]
    await print(context.stdout, `Kept: ${counted(kept, one, many)}. Next: keyward partners\n`)
    return 0
  } finally {
    await session.close()
  }
}
