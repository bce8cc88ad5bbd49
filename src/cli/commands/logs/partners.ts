import { partnersInLogs } from '#pipeline/logs/partners/partners.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand, instant } from '../../command.ts'
import { columnsOf, dataFolder } from '../../context.ts'
import { partnersText } from '../../logs/partners-text.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'
import { print } from '../../output.ts'

export const partnersCommand = defineCommand({
  name: 'logs partners',
  summary: 'what people of providers did: sign-ins of both kinds, changes, and what nothing explains',
  description:
    'Answers what Microsoft asks its customers to look at: sign-ins with the cross-tenant access type "Service provider", interactive and not, and what the same people changed in the directory, in Exchange and in Azure. By partner and person, with whatever no decision and no roster explains, and records that contradict themselves.',
  options: [
    { flags: '--since <time>', description: 'events from here on', parse: instant },
    { flags: '--until <time>', description: 'events up to here', parse: instant },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs partners', does: 'everything in the store' },
    { line: 'keyward logs partners --since 2026-10-01', does: 'since that day' },
  ],
  async run(context, values) {
    const session = await openSession(dataFolder(values['data'], context.env))
    try {
      const tenant = await session.tenant(values['tenant'] as string | undefined)
      const [since, until] = [values['since'] as Date | undefined, values['until'] as Date | undefined]
      const range = { ...(since ? { from: since.getTime() } : {}), ...(until ? { to: until.getTime() } : {}) }
      const report = await partnersInLogs(tenant, range, context.now())
      const asJson = values['format'] === 'json'
      await print(
        context.stdout,
        asJson ? `${JSON.stringify(report, null, 2)}\n` : partnersText(report, columnsOf(context.stdout)),
      )
      return 0
    } finally {
      await session.close()
    }
  },
})
