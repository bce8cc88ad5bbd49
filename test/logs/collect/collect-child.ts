/** The real collection of logs as a process of its own, for tests that kill it. */
import { collectableSources } from '#pipeline/logs/collect.ts'
import { collectTenantLogs } from '#pipeline/logs/collect-tenant-logs.ts'
import { openSession } from '#pipeline/session.ts'
import type { ChildOrder } from '../../collect/children.ts'

const { data, endpoint, credential } = JSON.parse(process.argv[2] ?? '{}') as ChildOrder
const session = await openSession(data)
try {
  await collectTenantLogs({
    session,
    cloud: 'global',
    endpoint,
    credential,
    now: () => new Date(),
    sources: collectableSources,
    startSubscriptions: false,
  })
} finally {
  await session.close()
}
