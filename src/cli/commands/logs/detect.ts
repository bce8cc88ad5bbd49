import { InvalidArgumentError } from 'commander'
import type { DetectionReport, RuleReport } from '#model/detection.ts'
import { placeholdersOf } from '#pipeline/logs/declared-placeholders.ts'
import { keepHits } from '#pipeline/logs/findings.ts'
import { hitEvents } from '#pipeline/logs/hit-events.ts'
import { hunt } from '#pipeline/logs/hunt.ts'
import { defineCommand, wholeNumber } from '../../command.ts'
import { columnsOf } from '../../context.ts'
import { atOrAbove, DEFAULT_SHOWN, detectionLevels, detectText } from '../../logs/detect-text.ts'
import { keptHitsText } from '../../logs/findings-text.ts'
import { onTenant, rangeOf, spanOptions } from '../../logs/on-logs.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'
import { print } from '../../output.ts'

const MOST = 10_000_000

/** `name=value,value` as people set placeholders. */
function placeholder(text: string, before: unknown): ReadonlyMap<string, readonly string[]> {
  const [, name, values] = /^%?([\w.-]+)%?=(.+)$/.exec(text) ?? []
  if (name === undefined || values === undefined) throw new InvalidArgumentError('Write name=value,value.')
  const known =
    before instanceof Map ? (before as Map<string, readonly string[]>) : new Map<string, readonly string[]>()
  return new Map([...known, [name.toLowerCase(), values.split(',').map((value) => value.trim())]])
}

function severalOf(text: string, before: unknown): readonly string[] {
  return [...(Array.isArray(before) ? (before as string[]) : []), text]
}

export const detectCommand = defineCommand({
  name: 'logs detect',
  summary: 'look for attacks and for changes that somebody should know of',
  description:
    "Runs Keyward's own detections over the store of logs, and any folder of Sigma rules beside them. Says of every rule what it found, or why it could not look: a placeholder that is not set, a log that is not there, a field that no event has.",
  options: [
    {
      flags: '--rules <path>',
      description: 'a folder or file of Sigma rules; may be given several times',
      parse: severalOf,
    },
    { flags: '--without-own', description: "without Keyward's own detections" },
    {
      flags: '--set <name=values>',
      description: 'the values of a placeholder, apart by commas; may be given several times',
      parse: placeholder,
    },
    ...spanOptions,
    {
      flags: '--limit <n>',
      description: 'list at most so many hits of a rule (default: all as JSON, 3 as text)',
      parse: wholeNumber(0, MOST),
    },
    { flags: '--keep', description: 'keep what was found as findings, which a decision can explain' },
    {
      flags: '--fail-on <level>',
      description:
        'exit with 1 when a rule of this level or above found something or could not look everywhere',
      choices: detectionLevels,
    },
    { flags: '--allow-unknown', description: 'with --fail-on: rules that could not look do not count' },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs detect', does: 'everything in the store' },
    { line: 'keyward logs detect --rules sigma/rules/cloud', does: "with the community's rules" },
    {
      line: 'keyward logs detect --set break_glass=bg1@contoso.example',
      does: 'with the accounts for emergencies',
    },
  ],
  async run(context, values) {
    return onTenant(context, values, async (tenant) => {
      const limit = values['limit'] as number | undefined
      const report = await hunt(tenant, {
        rules: (values['rules'] as readonly string[] | undefined) ?? [],
        withoutOwn: values['withoutOwn'] === true,
        placeholders: await placeholdersOf(
          tenant,
          values['set'] as ReadonlyMap<string, readonly string[]> | undefined,
        ),
        range: rangeOf(values),
        // Kept is what was found, not what is listed.
        ...(limit === undefined || values['keep'] === true ? {} : { limit }),
        signal: context.signal,
      })
      const kept = values['keep'] === true ? await keepHits(tenant, report, context.now()) : undefined
      const asJson = values['format'] === 'json'
      const columns = columnsOf(context.stdout)
      const text = asJson
        ? `${JSON.stringify(kept === undefined ? report : { ...report, findings: kept }, null, 2)}\n`
        : detectText(report, await hitEvents(tenant, report, limit ?? DEFAULT_SHOWN), columns, limit)
      await print(context.stdout, asJson || kept === undefined ? text : text + keptHitsText(kept, columns))
      const level = values['failOn'] as string | undefined
      return level !== undefined && isMet(report, level, values['allowUnknown'] === true) ? 1 : 0
    })
  },
})

const hasLooked = ({ status, partly }: RuleReport): boolean => status === 'ran' && partly === undefined

/** A rule that could not look, or not in all of its logs, has not found nothing: it counts, unless that is allowed. */
function isMet({ rules }: DetectionReport, level: string, allowUnknown: boolean): boolean {
  return rules.some(
    (rule) => atOrAbove(rule.level, level) && (rule.hits.length > 0 || (!allowUnknown && !hasLooked(rule))),
  )
}
