import { expect, it } from 'vitest'
import { pruneLogs } from '#pipeline/logs/prune.ts'
import { searchEvents } from '#pipeline/logs/search.ts'
import { auditData, signIn } from './samples.ts'
import { withLogs } from './store-of.ts'

const now = new Date('2026-10-10T12:00:00Z')
const records = [
  { ...signIn, id: 'old', createdDateTime: '2026-09-01T08:00:00Z' },
  { ...signIn, id: 'new', createdDateTime: '2026-10-09T08:00:00Z' },
  { ...auditData, Id: 'old-change', CreationTime: '2026-09-01T09:00:00' },
  { ...signIn, id: 'undated', createdDateTime: 'some day' },
]
const request = { days: 30, reason: 'policy 7', by: 'jo', now, isMeant: true }
const all = { query: '', now, limit: 10, timeLimitMs: 30_000 }

it('deletes whole days that are older, and keeps the record of it', async () => {
  await withLogs(records, async (tenant) => {
    const pruned = await pruneLogs(tenant, request)
    expect(pruned).toMatchObject({ before: '2026-09-10', events: 2, days: 1, deleted: true })
    expect((await searchEvents(tenant, all)).events.map(({ id }) => id).toSorted()).toEqual([
      'new',
      'undated',
    ])
    const { removals } = await tenant.logs.manifest()
    expect(removals).toMatchObject([
      { by: 'jo', reason: 'policy 7', rows: 2, files: [{ rows: 1 }, { rows: 1 }] },
    ])
    expect(await pruneLogs(tenant, request)).toMatchObject({ events: 0 })
  })
})

it('deletes nothing unless it is meant, and only of the logs that are named', async () => {
  await withLogs(records, async (tenant) => {
    expect(await pruneLogs(tenant, { ...request, isMeant: false })).toMatchObject({
      events: 2,
      deleted: false,
    })
    expect((await searchEvents(tenant, all)).total).toBe(4)
    expect(await pruneLogs(tenant, { ...request, sources: ['signIns'] })).toMatchObject({ events: 1 })
    expect((await searchEvents(tenant, all)).total).toBe(3)
  })
})
