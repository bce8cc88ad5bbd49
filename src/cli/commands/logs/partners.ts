import { partnersInLogs } from '#pipeline/logs/partners/partners.ts'
import { defineCommand } from '../../command.ts'
import { columnsOf } from '../../context.ts'
import { onTenant, printReport, rangeOf, spanOptions } from '../../logs/on-logs.ts'
import { partnersText } from '../../logs/partners-text.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'

export const partnersCommand = defineCommand({
  name: 'logs partners',
  summary: 'what people of providers did: sign-ins of both kinds, changes, and what nothing explains',
  description:
    'Answers what Microsoft asks its customers to look at: sign-ins with the cross-tenant access type "Service provider", interactive and not, and what the same people changed in the directory, in Exchange and in Azure. By partner and person, with whatever no decision and no roster explains, and records that contradict themselves.',
  options: [...spanOptions, formatOption(['text', 'json']), tenantOption, dataOption],
  examples: [
    { line: 'keyward logs partners', does: 'everything in the store' },
    { line: 'keyward logs partners --since 2026-10-01', does: 'since that day' },
  ],
  async run(context, values) {
    return onTenant(context, values, async (tenant) => {
      const range = rangeOf(values)
      const report = await partnersInLogs(tenant, range, context.now())
      await printReport(context, values, report, () => partnersText(report, columnsOf(context.stdout)))
      return 0
    })
  },
})
