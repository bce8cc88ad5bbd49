import { KeywardError } from '#model/errors.ts'
import { compareDrill } from '#pipeline/logs/drill/compare.ts'
import { drillReport } from '#pipeline/logs/drill/history.ts'
import { startDrill } from '#pipeline/logs/drill/start.ts'
import { defineCommand, instant, type Values } from '../../command.ts'
import { type Context, columnsOf } from '../../context.ts'
import { authorOf } from '../../decision.ts'
import { comparedText, drillsText, startedText } from '../../logs/drill-text.ts'
import { importProgress } from '../../logs/import-progress.ts'
import { deliverReport, onTenant, printReport } from '../../logs/on-logs.ts'
import { dataOption, formatOption, outOption, tenantOption } from '../../options.ts'
import { deliver } from '../../output.ts'

export const drillCommand = defineCommand({
  name: 'logs drill',
  summary: 'practise an incident: ask for one day of logs, compare what comes with ours',
  description:
    'start picks a past day, keeps the request with the clock running, and writes the letter that asks for it. compare reads what came into a store of its own, never into yours, and holds it against your store and the ledger: events on both sides by record id, hour by hour, what either side lacks, how long it took. Alone it lists the drills and when the next is due: once a year.',
  arguments: [
    { name: '[act]', description: 'start or compare; none: list' },
    { name: '[files...]', description: 'compare: files and folders that came; none: compare again' },
  ],
  options: [
    { flags: '--day <day>', description: 'start: the day, by UTC (default: about two months ago)' },
    { flags: '--from <name>', description: 'start: the partner or other third party that is asked' },
    { flags: '--drill <id>', description: 'compare: which drill (default: the last that waits)' },
    { flags: '--came <time>', description: 'compare: when the files came (default: now)', parse: instant },
    { flags: '--nothing-came', description: 'compare: keep that as the result' },
    { flags: '--author <name>', description: 'who does it (default: the user of this machine)' },
    formatOption(['text', 'json']),
    outOption,
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs drill start --from Northgate --out letter.txt', does: 'ask for a day' },
    { line: 'keyward logs drill compare came/ --came 2026-11-22T08:00:00Z', does: 'what it is worth' },
    { line: 'keyward logs drill', does: 'what was done, and when the next is due' },
  ],
  async run(context, values, [act, ...files]) {
    refuseOfAnother(act, values)
    if (act === undefined) return list(context, values)
    if (act === 'start' && files.length === 0) return start(context, values)
    if (act === 'compare') return compare(context, values, files)
    throw new KeywardError('option-invalid', {
      option: `logs drill ${act.slice(0, 40)}`,
      why: act === 'start' ? 'it takes no files' : 'there is no such act',
      how: 'keyward logs drill start, keyward logs drill compare FILE, or keyward logs drill alone.',
    })
  },
})

/** The acts that an option is for; by the names under which values come. */
const ACTS: readonly (readonly [name: string, flag: string, acts: readonly string[]])[] = [
  ['day', '--day', ['start']],
  ['from', '--from', ['start']],
  ['drill', '--drill', ['compare']],
  ['came', '--came', ['compare']],
  ['nothingCame', '--nothing-came', ['compare']],
  ['author', '--author', ['start', 'compare']],
]

/** What would be left unheard is refused: somebody meant something by it. An act that is none is told first. */
function refuseOfAnother(act: string | undefined, values: Values): void {
  if (act !== undefined && act !== 'start' && act !== 'compare') return
  for (const [name, option, acts] of ACTS) {
    if (values[name] === undefined || values[name] === false || acts.includes(act ?? '')) continue
    throw new KeywardError('option-invalid', {
      option,
      why: `it is for keyward logs drill ${acts.join(' or ')}`,
      how: `keyward logs drill ${acts[0] ?? ''} ${option}, or leave it out.`,
    })
  }
}

function list(context: Context, values: Values): Promise<number> {
  return onTenant(context, values, async (tenant) => {
    const report = await drillReport(tenant, context.now())
    await deliverReport(context, values, report, () => drillsText(report, columnsOf(context.stdout)))
    return 0
  })
}

function start(context: Context, values: Values): Promise<number> {
  return onTenant(context, values, async (tenant) => {
    const started = await startDrill(tenant, {
      day: values['day'] as string | undefined,
      from: values['from'] as string | undefined,
      by: authorOf(values),
      now: context.now(),
    })
    const file = values['out'] as string | undefined
    if (file !== undefined) await deliver(context, started.letter, file)
    await printReport(context, values, started, () => startedText(started, columnsOf(context.stdout), file))
    return 0
  })
}

function compare(context: Context, values: Values, paths: readonly string[]): Promise<number> {
  const nothingCame = values['nothingCame'] === true
  if (nothingCame && paths.length > 0)
    throw new KeywardError('option-invalid', {
      option: '--nothing-came',
      why: 'files were given too',
      how: 'Give the one or the other.',
    })
  const progress = paths.length > 0 ? importProgress(context) : undefined
  return onTenant(context, values, async (tenant) => {
    try {
      const compared = await compareDrill(tenant, {
        paths,
        drill: values['drill'] as string | undefined,
        came: values['came'] as Date | undefined,
        nothingCame,
        by: authorOf(values),
        now: context.now(),
        signal: context.signal,
        ...(progress ? { progress: progress.show } : {}),
      })
      progress?.stop()
      await deliverReport(context, values, compared, () => comparedText(compared, columnsOf(context.stdout)))
      return 0
    } finally {
      progress?.stop()
    }
  })
}
