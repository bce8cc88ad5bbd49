import { logCoverage } from '#pipeline/logs/coverage.ts'
import { defineCommand } from '../../command.ts'
import { columnsOf } from '../../context.ts'
import { coverageText } from '../../logs/coverage-text.ts'
import { onTenant, printReport, rangeOf, spanOptions } from '../../logs/on-logs.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'

export const coverageCommand = defineCommand({
  name: 'logs coverage',
  summary: 'which days of which log are there, and where one is silent, thin or late',
  description:
    'Shows for every log in the store its first and last event, empty days, silences that are longer than its habit (people apart from programs), days that hold far less than usual for their weekday, services that stopped, audit that was switched off or narrowed with the event that did it, and how late events come. On a tenant that keeps its logs for days only, it warns while there is still time.',
  options: [...spanOptions, formatOption(['text', 'json']), tenantOption, dataOption],
  examples: [
    { line: 'keyward logs coverage', does: 'all logs' },
    { line: 'keyward logs coverage --since 2026-10-01 --format json', does: 'by day, for machines' },
  ],
  async run(context, values) {
    return onTenant(context, values, async (tenant) => {
      const range = rangeOf(values)
      const report = await logCoverage(tenant, range, context.now())
      await printReport(context, values, report, () => coverageText(report, columnsOf(context.stdout)))
      return 0
    })
  },
})
