import { logCoverage } from '#pipeline/logs/coverage.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand, instant } from '../../command.ts'
import { dataFolder } from '../../context.ts'
import { coverageText } from '../../logs/coverage-text.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'
import { print } from '../../output.ts'

export const coverageCommand = defineCommand({
  name: 'logs coverage',
  summary: 'which days of which log are there, and where one is silent, thin or late',
  description:
    'Shows for every log in the store its first and last event, empty days, silences that are longer than its habit (people apart from programs), days that hold far less than usual, and how late events come. On a tenant that keeps its logs for days only, it warns while there is still time.',
  options: [
    { flags: '--since <time>', description: 'events from here on', parse: instant },
    { flags: '--until <time>', description: 'events up to here', parse: instant },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs coverage', does: 'all logs' },
    { line: 'keyward logs coverage --since 2026-10-01 --format json', does: 'by day, for machines' },
  ],
  async run(context, values) {
    const session = await openSession(dataFolder(values['data'], context.env))
    try {
      const tenant = await session.tenant(values['tenant'] as string | undefined)
      const [since, until] = [values['since'] as Date | undefined, values['until'] as Date | undefined]
      const range = { ...(since ? { from: since.getTime() } : {}), ...(until ? { to: until.getTime() } : {}) }
      const report = await logCoverage(tenant, range, context.now())
      await print(
        context.stdout,
        values['format'] === 'json' ? `${JSON.stringify(report, null, 2)}\n` : coverageText(report),
      )
      return 0
    } finally {
      await session.close()
    }
  },
})
