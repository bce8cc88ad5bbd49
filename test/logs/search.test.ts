import { describe, expect, it } from 'vitest'
import { parseQuery } from '#logs/query/query.ts'
import { searchEvents } from '#pipeline/logs/search.ts'
import { activity, audit, auditData, PARTNER, signIn } from './samples.ts'
import { withLogs } from './store-of.ts'

const now = new Date('2026-10-06T00:00:00Z')
const cut = JSON.stringify({ ...auditData, Id: '70000000-0000-4000-8000-000000000009' }).slice(0, -50)
const records = [
  signIn,
  audit,
  auditData,
  activity,
  cut,
  { ...signIn, id: 'quote"%_', ipAddress: '198.51.100.99', userDisplayName: "O'Neil" },
]

const search = (query: string, raw = false) =>
  withLogs(records, (tenant) => searchEvents(tenant, { query, now, limit: 100, timeLimitMs: 30_000, raw }))

const idsOf = async (query: string) => (await search(query)).events.map(({ id }) => id).toSorted()

describe('keyward logs search', () => {
  it('finds by field, by any of several values, by pattern, and by what is not so', async () => {
    expect(await idsOf('')).toHaveLength(records.length)
    expect(await idsOf('op:"Add member to role"')).toEqual([audit.id])
    expect(await idsOf('op:"add member to role."')).toEqual([audit.id])
    expect(await idsOf(`source:directoryAudits,azureActivity`)).toEqual([activity.eventDataId, audit.id])
    expect(await idsOf('ip:198.51.100.*')).toEqual([activity.eventDataId, audit.id, 'quote"%_'])
    expect(await idsOf('user:bo@fabrikam.example -kind:signIn,other')).toEqual([
      auditData.Id,
      activity.eventDataId,
      audit.id,
    ])
    expect(await idsOf('target:cy@fabrikam.example')).toEqual([audit.id])
    expect(await idsOf('change:"Global Administrator"')).toEqual([audit.id])
    expect(await idsOf('elsewhere.example kind:change')).toEqual([auditData.Id])
  })

  it('finds by time, and leaves out what has none', async () => {
    expect(await idsOf('after:2026-10-05T10:30Z')).toEqual([activity.eventDataId])
    expect(await idsOf('before:2026-10-05 op:"Add member to role"')).toEqual([audit.id])
    expect(await idsOf('after:14h -kind:other')).toEqual([auditData.Id, activity.eventDataId])
  })

  it('finds what people of other tenants did, and says whose they are', async () => {
    const { events } = await search('partner:*')
    expect(events).toMatchObject([{ id: activity.eventDataId, partner: { tenantId: PARTNER, name: null } }])
  })

  it('lists a row that was cut off with what was recovered, and its text', async () => {
    const { events } = await search('op:New-InboxRule kind:other')
    expect(events).toMatchObject([{ id: '70000000-0000-4000-8000-000000000009', recovered: true, raw: cut }])
  })

  it('takes quotation marks, per cent signs and underlines for what they are', async () => {
    expect(await idsOf(`user:"O'Neil"`)).toEqual(['quote"%_'])
    expect(await idsOf('id:quote?%_')).toEqual([])
    expect(await idsOf("user:x' OR 1=1 --")).toEqual([])
    expect(await idsOf('id:*"%_')).toEqual(['quote"%_'])
  })

  it('gives records only where they are asked for', async () => {
    expect((await search(`id:${signIn.id}`)).events[0]).not.toHaveProperty('raw')
    expect((await search(`id:${signIn.id}`, true)).events[0]?.raw).toBe(JSON.stringify(signIn))
  })

  it('stops when it takes too long', async () => {
    const many = Array.from({ length: 4000 }, (_, at) => ({
      ...signIn,
      id: `many-${at}`,
      userAgent: 'x'.repeat(2000),
    }))
    await withLogs(many, async (tenant) => {
      const endless = Array.from({ length: 600 }, (_, at) => `-q${at}`).join(' ')
      await expect(
        searchEvents(tenant, { query: endless, now, limit: 10, timeLimitMs: 1 }),
      ).rejects.toMatchObject({ code: 'search-too-long' })
    })
  })
})

describe('a query', () => {
  it.each([
    ['foo:bar', 'there is no field foo'],
    ['after:yesterday', 'it is no day, time, or span such as 7d'],
    ['user:""', 'it has no value'],
    ['x'.repeat(5000), 'it is longer than 4,096 characters'],
  ])('that cannot be read says why: %s', (text, why) => {
    expect(() => parseQuery(text, now)).toThrow(
      expect.objectContaining({ code: 'query-invalid', message: expect.stringContaining(why) }),
    )
  })

  it('means the whole day when a day ends it', () => {
    expect(parseQuery('after:2026-10-01 before:2026-10-02', now)).toEqual({
      terms: [],
      after: Date.UTC(2026, 9, 1),
      before: Date.UTC(2026, 9, 3) - 1,
    })
  })
})
