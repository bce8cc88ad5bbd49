import { type CloudName, cloudNames } from '#pipeline/clouds.ts'
import { collectTenant } from '#pipeline/collect-tenant.ts'
import { openSession } from '#pipeline/session.ts'
import { collectionSummary } from '../collection-summary.ts'
import { showCollection } from '../collect-progress.ts'
import { defineCommand } from '../command.ts'
import { dataFolder } from '../context.ts'
import { credentialsFrom } from '../credentials.ts'
import { dataOption, formatOption } from '../options.ts'
import { print } from '../output.ts'

export const collect = defineCommand({
  name: 'collect',
  summary: 'read the facts of a tenant into a sealed snapshot',
  description:
    'Reads the facts of one tenant, read-only, into a sealed snapshot. Stopped or cut off, the same command goes on where it ended. Credentials come from KEYWARD_TENANT_ID, KEYWARD_CLIENT_ID and KEYWARD_CLIENT_SECRET.',
  options: [
    { flags: '--tenant <id>', description: 'tenant id or domain (default: KEYWARD_TENANT_ID)' },
    { flags: '--cloud <name>', description: "Microsoft's cloud", choices: cloudNames, default: 'global' },
    { flags: '--endpoint <url>', description: 'another origin for everything: a simulated cloud' },
    formatOption(['text', 'json']),
    dataOption,
  ],
  examples: [
    { line: 'keyward collect', does: 'the tenant of KEYWARD_TENANT_ID' },
    { line: 'keyward collect --cloud gcc-high', does: 'a tenant in GCC High' },
  ],
  async run(context, values) {
    const credentials = credentialsFrom(context.env, values['tenant'])
    const session = await openSession(dataFolder(values['data'], context.env))
    const shown = showCollection(context)
    try {
      const { snapshot, resumed } = await collectTenant({
        session,
        cloud: values['cloud'] as CloudName,
        endpoint: values['endpoint'] as string | undefined,
        credentials,
        now: context.now,
        signal: context.signal,
        onProgress: shown.onProgress,
      })
      shown.stop()
      await print(context.stdout, collectionSummary(snapshot.manifest, resumed, values['format'] as string))
      return 0
    } finally {
      shown.stop()
      await session.close()
    }
  },
})
