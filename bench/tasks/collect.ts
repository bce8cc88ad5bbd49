/** The whole collection as `keyward collect` does it: sign in, read everything, seal. */
import type { SimulatedCloud } from '#cli/demo/simulated-cloud.ts'
import { collectTenant } from '#pipeline/collect-tenant.ts'
import { openSession } from '#pipeline/session.ts'
import { answer, timed } from './answer.ts'
import { recordRequests } from './requests.ts'

interface Input {
  readonly data: string
  readonly cloud: SimulatedCloud
  /** Whether to note what was asked; not in a timed run. */
  readonly record?: boolean
}

await answer<Input>(async ({ data, cloud, record }) => {
  const { origin: endpoint, tenantId: tenant, clientId, clientSecret } = cloud
  const requests = record === true ? recordRequests() : []
  const session = await openSession(data)
  const credential = { kind: 'secret', tenant, clientId, clientSecret } as const
  const { ms, result } = await timed(() =>
    collectTenant({ session, cloud: 'global', endpoint, credential, now: () => new Date() }),
  )
  await session.close()
  const { datasets } = result.snapshot.manifest
  const records = Object.values(datasets).reduce((sum, dataset) => sum + dataset.records, 0)
  return { ms, records, requests }
})
