import { type CloudName, cloudNames } from '#pipeline/clouds.ts'
import { collectTenant } from '#pipeline/collect-tenant.ts'
import { personalWays } from '#pipeline/credentials.ts'
import { keptFor } from '#pipeline/kept-sign-ins.ts'
import { openSession } from '#pipeline/session.ts'
import { showCollection } from '../collect-progress.ts'
import { collectionSummary } from '../collection-summary.ts'
import { defineCommand } from '../command.ts'
import { dataFolder } from '../context.ts'
import { dataOption, formatOption } from '../options.ts'
import { print } from '../output.ts'
import { signInToCollect } from '../sign-in-to-collect.ts'

export const collect = defineCommand({
  name: 'collect',
  summary: 'read the facts of a tenant into a sealed snapshot',
  description:
    'Reads the facts of one tenant, read-only, into a sealed snapshot. Stopped or cut off, the same command goes on where it ended. It signs in as the application of KEYWARD_CLIENT_ID in KEYWARD_TENANT_ID, with KEYWARD_CLIENT_CERTIFICATE (a PEM file), KEYWARD_FEDERATED_TOKEN_FILE, the token of a GitHub job, KEYWARD_MANAGED_IDENTITY or KEYWARD_CLIENT_SECRET; or as you, once for many runs where the platform has a keyring.',
  options: [
    { flags: '--tenant <id>', description: 'tenant id or domain (default: KEYWARD_TENANT_ID)' },
    {
      flags: '--sign-in <way>',
      description: 'sign in as a person, with the rights of that person',
      choices: personalWays,
    },
    { flags: '--cloud <name>', description: "Microsoft's cloud", choices: cloudNames, default: 'global' },
    { flags: '--endpoint <url>', description: 'another origin for everything: a simulated cloud' },
    { flags: '--full', description: 'read every list in full, also where only changes need be read' },
    formatOption(['text', 'json']),
    dataOption,
  ],
  examples: [
    { line: 'keyward collect', does: 'the tenant of KEYWARD_TENANT_ID' },
    { line: 'keyward collect --sign-in browser', does: 'as yourself, read-only' },
    { line: 'keyward collect --cloud gcc-high', does: 'a tenant in GCC High' },
  ],
  async run(context, values) {
    const { env, stderr } = context
    const show = (message: string) => stderr.write(`${message}\n`)
    const credential = await signInToCollect(context, values)
    const data = dataFolder(values['data'], env)
    const cloud = values['cloud'] as CloudName
    const endpoint = values['endpoint'] as string | undefined
    const kept = keptFor(credential, { env, data, cloud, endpoint, show })
    const session = await openSession(data)
    const shown = showCollection(context)
    try {
      const { snapshot, resumed } = await collectTenant({
        session,
        cloud,
        endpoint,
        credential,
        kept,
        now: context.now,
        full: values['full'] === true,
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
