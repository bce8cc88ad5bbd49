/** The real collection as a process of its own, for tests that kill it. */
import { allCollectors } from '#collectors/collectors.generated.ts'
import { collectTenant } from '#pipeline/collect-tenant.ts'
import { openSession } from '#pipeline/session.ts'
import type { ChildOrder } from './children.ts'

const { data, endpoint, credential, now } = JSON.parse(process.argv[2] ?? '{}') as ChildOrder
const finished = new Set<string>()
const session = await openSession(data)
try {
  await collectTenant({
    session,
    cloud: 'global',
    endpoint,
    credential,
    now: () => new Date(now),
    onProgress: ({ dataset, coverage }) => {
      if (coverage) finished.add(dataset)
      if (finished.size === allCollectors.length) process.send?.('sealing')
    },
  })
} finally {
  await session.close()
  process.disconnect?.()
}
