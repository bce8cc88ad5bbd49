import { searchEvents } from '#pipeline/logs/search.ts'
import { defineCommand, wholeNumber } from '../../command.ts'
import { columnsOf } from '../../context.ts'
import { onTenant } from '../../logs/on-logs.ts'
import { searchText } from '../../logs/search-text.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'
import { print } from '../../output.ts'

const DEFAULT_LIMIT = 100
const MOST = 1_000_000
const DEFAULT_SECONDS = 60

export const searchCommand = defineCommand({
  name: 'logs search',
  summary: 'find events: who did what, when and from where',
  description:
    'Finds events in the store of logs, the newest first. Terms stand side by side and must all hold: field:value (user, op, app, ip, target, result, source, kind, partner, country and every other column), several values apart by commas, * for anything, - in front for "not", after: and before: with a day, a time or a span (7d), and words alone for anywhere in the record. Without a query everything is listed.',
  arguments: [{ name: '[query...]', description: 'what to find' }],
  options: [
    {
      flags: '--limit <n>',
      description: `list at most so many events (default: ${DEFAULT_LIMIT})`,
      parse: wholeNumber(0, MOST),
    },
    { flags: '--raw', description: 'with the records as they were exported (JSON)' },
    {
      flags: '--time-limit <seconds>',
      description: `give up after so long (default: ${DEFAULT_SECONDS})`,
      parse: wholeNumber(1, 3_600),
    },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs search user:admin@contoso.example after:7d', does: 'one person, last week' },
    {
      line: 'keyward logs search \'op:"Add member to role" partner:*\'',
      does: 'roles given by people from elsewhere',
    },
    { line: "keyward logs search 'result:failure -country:DE'", does: 'refused, from abroad' },
  ],
  async run(context, values, words) {
    return onTenant(context, values, async (tenant) => {
      const result = await searchEvents(tenant, {
        query: words.join(' '),
        now: context.now(),
        limit: (values['limit'] as number | undefined) ?? DEFAULT_LIMIT,
        timeLimitMs: ((values['timeLimit'] as number | undefined) ?? DEFAULT_SECONDS) * 1000,
        raw: values['raw'] === true,
        signal: context.signal,
      })
      const text =
        values['format'] === 'json'
          ? `${JSON.stringify(result, null, 2)}\n`
          : searchText(result, columnsOf(context.stdout))
      await print(context.stdout, text)
      return 0
    })
  },
})
