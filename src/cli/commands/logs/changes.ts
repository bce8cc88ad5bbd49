import { InvalidArgumentError } from 'commander'
import { type ChangeCategory, changeCategories, logChanges } from '#pipeline/logs/changes.ts'
import { defineCommand, wholeNumber } from '../../command.ts'
import { columnsOf } from '../../context.ts'
import { changesText } from '../../logs/changes-text.ts'
import { onTenant, printReport, rangeOf, spanOptions } from '../../logs/on-logs.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'

const DEFAULT_LIMIT = 50
const MOST = 100_000

/** One category after the other, each time the option is given or apart by commas. */
function categories(text: string, before: unknown): readonly ChangeCategory[] {
  const given = text
    .split(',')
    .map((name) => changeCategories.find((one) => one === name.trim().toLowerCase()))
  if (given.includes(undefined))
    throw new InvalidArgumentError(`Choose among ${changeCategories.join(', ')}.`)
  const known = Array.isArray(before) ? (before as ChangeCategory[]) : []
  return [...known, ...given.filter((one) => one !== undefined)]
}

export const changesCommand = defineCommand({
  name: 'logs changes',
  summary: 'what was changed in the configuration, by whom, with old and new values',
  description:
    'Lists changes of roles, applications, policies, authentication methods, domains and federation, guests, partners, groups, users, devices, Exchange and Purview, and Azure, the newest first. Values are laid open: policies are compared field by field, roles are named. A change that two logs tell is listed once.',
  options: [
    {
      flags: '--category <names>',
      description: `only these, apart by commas: ${changeCategories.join(', ')}`,
      parse: categories,
    },
    ...spanOptions,
    {
      flags: '--limit <n>',
      description: `list at most so many changes (default: ${DEFAULT_LIMIT})`,
      parse: wholeNumber(0, MOST),
    },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward logs changes', does: 'the newest of every category' },
    { line: 'keyward logs changes --category policies,roles --since 2026-11-01', does: 'since that day' },
  ],
  async run(context, values) {
    return onTenant(context, values, async (tenant) => {
      const report = await logChanges(tenant, {
        range: rangeOf(values),
        categories: (values['category'] as readonly ChangeCategory[] | undefined) ?? [],
        limit: (values['limit'] as number | undefined) ?? DEFAULT_LIMIT,
        now: context.now(),
        signal: context.signal,
      })
      await printReport(context, values, report, () => changesText(report, columnsOf(context.stdout)))
      return 0
    })
  },
})
