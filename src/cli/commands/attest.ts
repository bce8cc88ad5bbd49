import { userInfo } from 'node:os'
import { safeText } from '#model/text/safe-text.ts'
import { attest as attestFinding } from '#pipeline/attest.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand, instant } from '../command.ts'
import { dataFolder } from '../context.ts'
import { dataOption, formatOption, tenantOption } from '../options.ts'
import { print } from '../output.ts'

const DEFAULT_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1000

export const attest = defineCommand({
  name: 'attest',
  summary: 'vouch for a partner as it is now, until a day',
  description:
    'Records that somebody looked at the subject of a finding and vouches for it. It covers what the subject holds now: when that changes, or the day has come, the finding returns.',
  arguments: [{ name: '<finding>', description: 'the id of a finding, or its beginning' }],
  options: [
    { flags: '--reason <text>', description: 'who they are, and what they do for you' },
    {
      flags: '--until <day>',
      description: `when to look again (default: in ${DEFAULT_DAYS} days)`,
      parse: instant,
    },
    { flags: '--author <name>', description: 'who vouches (default: the user of this machine)' },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    {
      line: 'keyward attest 93cc --reason "Northgate, helpdesk, contract 2026-114"',
      does: 'for 90 days',
    },
  ],
  async run(context, values, [finding = '']) {
    const session = await openSession(dataFolder(values['data'], context.env))
    try {
      const now = context.now()
      const attested = await attestFinding(await session.tenant(values['tenant'] as string | undefined), {
        finding,
        author: (values['author'] as string | undefined) ?? userInfo().username,
        reason: (values['reason'] as string | undefined) ?? '',
        until: (values['until'] as Date | undefined) ?? new Date(now.getTime() + DEFAULT_DAYS * DAY_MS),
        now,
      })
      const { name, until } = attested
      const said = `${safeText(name)} is attested until ${until.slice(0, 10)}. Next: keyward assess\n`
      await print(
        context.stdout,
        values['format'] === 'json' ? `${JSON.stringify(attested, null, 2)}\n` : said,
      )
      return 0
    } finally {
      await session.close()
    }
  },
})
