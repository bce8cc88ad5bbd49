import { InvalidArgumentError } from 'commander'
import type { LogSource } from '#model/events/log-event.ts'
import { type CloudName, cloudNames } from '#pipeline/clouds.ts'
import { personalWays } from '#pipeline/credentials.ts'
import { keptFor } from '#pipeline/kept-sign-ins.ts'
import { collectableSources } from '#pipeline/logs/collect.ts'
import { collectTenantLogs } from '#pipeline/logs/collect-tenant-logs.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand, instant, wholeNumber } from '../../command.ts'
import { dataFolder } from '../../context.ts'
import { showLogCollection } from '../../logs/collection-progress.ts'
import { logCollectionSummary } from '../../logs/collection-text.ts'
import { dataOption, formatOption } from '../../options.ts'
import { print } from '../../output.ts'
import { signInToCollect } from '../../sign-in-to-collect.ts'

const LONGEST_BACKFILL_DAYS = 366

/** Parses names of logs, apart by commas. */
function sourcesIn(text: string): readonly LogSource[] {
  return text.split(',').map((name) => {
    const found = collectableSources.find((source) => source.toLowerCase() === name.trim().toLowerCase())
    if (found === undefined)
      throw new InvalidArgumentError(`Give names out of: ${collectableSources.join(', ')}.`)
    return found
  })
}

export const collectLogs = defineCommand({
  name: 'logs collect',
  summary: 'read the logs of a tenant, and keep a ledger of what was asked',
  description:
    'Reads sign-ins of four kinds, directory changes, provisioning, risk detections, the unified audit log and the activity log of Azure, window by window, read-only. A ledger keeps what was asked, answered and stored for every hour; what fails is asked for again, and what is lost is named. At its end the records are in the store of logs, for logs search, detect and the others. Stopped or cut off, the same command goes on. It begins seven days back unless told otherwise, and signs in as keyward collect does.',
  options: [
    {
      flags: '--sources <names>',
      description: `which logs, apart by commas: ${collectableSources.join(', ')} (default: all)`,
      parse: sourcesIn,
    },
    {
      flags: '--since <time>',
      description: 'read from here on, as far as Microsoft keeps it',
      parse: instant,
    },
    {
      flags: '--backfill <days>',
      description: 'read so many days back, as far as Microsoft keeps them',
      parse: wholeNumber(1, LONGEST_BACKFILL_DAYS),
    },
    {
      flags: '--start-subscriptions',
      description:
        'let Microsoft gather content of the unified log for this application: the only setting that this changes',
    },
    { flags: '--retry-dead', description: 'ask once more for windows that were given up on' },
    { flags: '--tenant <id>', description: 'tenant id or domain (default: KEYWARD_TENANT_ID)' },
    {
      flags: '--sign-in <way>',
      description: 'sign in as a person, with the rights of that person',
      choices: personalWays,
    },
    { flags: '--cloud <name>', description: "Microsoft's cloud", choices: cloudNames, default: 'global' },
    { flags: '--endpoint <url>', description: 'another origin for everything: a simulated cloud' },
    formatOption(['text', 'json']),
    dataOption,
  ],
  examples: [
    { line: 'keyward logs collect', does: 'what is new, and what is still missing' },
    { line: 'keyward logs collect --backfill 30', does: 'a month back' },
    { line: 'keyward logs collect --sources signIns,directoryAudits', does: 'two logs only' },
  ],
  async run(context, values) {
    const { env, stderr } = context
    const show = (message: string) => stderr.write(`${message}\n`)
    const credential = await signInToCollect(context, values)
    const data = dataFolder(values['data'], env)
    const cloud = values['cloud'] as CloudName
    const endpoint = values['endpoint'] as string | undefined
    const session = await openSession(data)
    const shown = showLogCollection(context)
    try {
      const collected = await collectTenantLogs({
        session,
        cloud,
        endpoint,
        credential,
        kept: keptFor(credential, { env, data, cloud, endpoint, show }),
        now: context.now,
        sources: (values['sources'] as readonly LogSource[] | undefined) ?? collectableSources,
        since: values['since'] as Date | undefined,
        backfillDays: values['backfill'] as number | undefined,
        startSubscriptions: values['startSubscriptions'] === true,
        retryDead: values['retryDead'] === true,
        signal: context.signal,
        onOutlook: shown.onOutlook,
        onProgress: shown.onProgress,
        onStoring: shown.onStoring,
      })
      shown.stop()
      await print(context.stdout, logCollectionSummary(collected, values['format'] as string))
      return 0
    } finally {
      shown.stop()
      await session.close()
    }
  },
})
