/** The real collection of logs as a process of its own, for tests that kill it. */
import { collectableSources } from '#pipeline/logs/collect.ts'
import { collectTenantLogs } from '#pipeline/logs/collect-tenant-logs.ts'
import { openSession } from '#pipeline/session.ts'
import type { LogChildOrder } from './in-child.ts'

const { data, endpoint, credential, dieAtStoring } = JSON.parse(process.argv[2] ?? '{}') as LogChildOrder
const session = await openSession(data)
let steps = 0
try {
  await collectTenantLogs({
    session,
    cloud: 'global',
    endpoint,
    credential,
    now: () => new Date(),
    sources: collectableSources,
    startSubscriptions: false,
    onStoring: () => {
      steps += 1
      if (steps === dieAtStoring) process.kill(process.pid, 'SIGKILL')
    },
  })
  process.send?.({ steps })
} finally {
  await session.close()
  process.disconnect?.()
}
