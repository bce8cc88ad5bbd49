import { logAdmins } from '#pipeline/logs/admins.ts'
import { defineCommand, wholeNumber } from '../../command.ts'
import { columnsOf } from '../../context.ts'
import { adminsText } from '../../logs/admins-text.ts'
import { onTenant, rangeOf, spanOptions } from '../../logs/on-logs.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'
import { print } from '../../output.ts'

const DEFAULT_LIMIT = 20
const MOST = 100_000

export const adminsCommand = defineCommand({
  name: 'logs admins',
  summary: 'what administrators did, from where, and what of it was not to be expected',
  description:
    'Lists privileged operations: roles, credentials and consent of applications, rules of signing in, federation, rights in Exchange and Purview, settings of logs, access to Azure and elevation. Says of each whether it was to be expected: not, when whoever did it was no administrator in the snapshot of that time, is of a partner, is an account for emergencies, or came from a country or network from which nothing of theirs was seen before.',
  options: [
    ...spanOptions,
    { flags: '--unexpected', description: 'only what is not expected or not known' },
    {
      flags: '--limit <n>',
      description: `list at most so many of each (default: ${DEFAULT_LIMIT} as text, all as JSON)`,
      parse: wholeNumber(0, MOST),
    },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs admins', does: 'everything in the store' },
    { line: 'keyward logs admins --since 2026-11-01 --unexpected', does: 'what somebody should explain' },
  ],
  async run(context, values) {
    return onTenant(context, values, async (tenant) => {
      const range = rangeOf(values)
      const all = await logAdmins(tenant, { range, now: context.now(), signal: context.signal })
      const operations = values['unexpected']
        ? all.operations.filter(({ expected }) => expected !== 'yes')
        : all.operations
      const limit = values['limit'] as number | undefined
      const report = { ...all, operations: operations.slice(0, limit ?? operations.length) }
      const asJson = values['format'] === 'json'
      await print(
        context.stdout,
        asJson
          ? `${JSON.stringify(report, null, 2)}\n`
          : adminsText({ ...all, operations }, columnsOf(context.stdout), limit ?? DEFAULT_LIMIT),
      )
      return 0
    })
  },
})
