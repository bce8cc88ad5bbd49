/** The logs of the simulated cloud behave as those of the real one: late, twice, forgotten, by kind, and throttled. */
import { describe, expect, it } from 'vitest'
import { type CloudOptions, createCloud, generateLog, type LogPlan } from '../../simulator/cloud.ts'
import { askForToken } from './client.ts'

const NOON = Date.parse('2026-10-10T12:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly value: readonly Readonly<Record<string, unknown>>[]
    readonly error: { readonly code: string }
    readonly id: string
    readonly status: string
    readonly [index: number]: Readonly<Record<string, unknown>>
    readonly length: number
  }
}

/** A cloud whose clock is moved by hand, and readers of its services. */
async function aCloud(options: CloudOptions = {}) {
  const time = { at: NOON }
  const cloud = createCloud({
    accounts: 60,
    clock: () => time.at,
    sampleLogs: false,
    edit: (estate) => {
      estate.signIns.length = 0
    },
    ...options,
  })
  const reader = async (scope: string) => {
    const { access_token } = (await (await askForToken(cloud, { scope })).json()) as { access_token: string }
    return async (path: string, method = 'GET', body?: object): Promise<Answer> => {
      const response = await cloud.app.request(path, {
        method,
        headers: { authorization: `Bearer ${access_token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as Answer['body'],
      }
    }
  }
  return {
    cloud,
    time,
    graph: await reader('https://graph.microsoft.com/.default'),
    office: await reader('https://manage.office.com/.default'),
    arm: await reader('https://management.azure.com/.default'),
    log: (plan: Pick<LogPlan, 'kind'> & Partial<LogPlan>) => {
      const quiet = { from: NOON - DAY, to: NOON, perHour: 1, usualDelayMs: 0, lateShare: 0, latestMs: 0 }
      cloud.logs.add(...generateLog(cloud.estate, { ...quiet, ...plan }))
    },
  }
}

const signIns = (kind: string, from = NOON - DAY, to = NOON) =>
  `/beta/auditLogs/signIns?$filter=${encodeURIComponent(
    `createdDateTime ge ${iso(from)} and createdDateTime lt ${iso(to)} and signInEventTypes/any(t: t eq '${kind}')`,
  )}`
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
const feed = (cloud: { tenantId: string }, operation: string) =>
  `/api/v1.0/${cloud.tenantId}/activity/feed/${operation}`
const content = (cloud: { tenantId: string }, from: number, to: number, type = 'Audit.Exchange') =>
  feed(
    cloud,
    `subscriptions/content?contentType=${type}&startTime=${iso(from).slice(0, -1)}&endTime=${iso(to).slice(0, -1)}`,
  )

describe('sign-ins', () => {
  it.each(['interactiveUser', 'nonInteractiveUser', 'servicePrincipal', 'managedIdentity'] as const)(
    'of kind %s come by themselves',
    async (kind) => {
      const { graph, log } = await aCloud()
      for (const one of [
        'interactiveUser',
        'nonInteractiveUser',
        'servicePrincipal',
        'managedIdentity',
      ] as const)
        log({ kind: one })

      const { body } = await graph(signIns(kind))

      expect(body.value).toHaveLength(24)
      expect(new Set(body.value.map((row) => String(row['signInEventTypes'])))).toEqual(new Set([kind]))
    },
  )

  it('that come late are not there before, and are there after', async () => {
    const { graph, log, time } = await aCloud({ tokenSeconds: 7 * 86_400 })
    log({ kind: 'interactiveUser', usualDelayMs: 2 * DAY })

    const counts: number[] = []
    for (const _day of [0, 1, 2]) {
      counts.push((await graph(signIns('interactiveUser'))).body.value.length)
      time.at += DAY
    }

    expect(counts[0]).toBeLessThan(12)
    expect(counts[1]).toBeGreaterThan(counts[0] ?? 24)
    expect(counts[2]).toBe(24)
  })

  it('are forgotten after 30 days', async () => {
    const { graph, log } = await aCloud()
    log({ kind: 'interactiveUser', from: NOON - 40 * DAY, to: NOON })

    const { body } = await graph(`${signIns('interactiveUser', NOON - 40 * DAY, NOON)}&$top=1000`)

    expect(body.value).toHaveLength(30 * 24)
  })

  it('come in no order and twice where the log has such habits', async () => {
    const { graph, log } = await aCloud({ logHabits: { disorder: true, repeatEvery: 4 } })
    log({ kind: 'interactiveUser' })

    const { body } = await graph(signIns('interactiveUser'))

    const times = body.value.map((row) => String(row['createdDateTime']))
    expect(times).toHaveLength(30)
    expect(new Set(body.value.map((row) => row['id'])).size).toBe(24)
    expect(times).not.toEqual(times.toSorted().toReversed())
  })
})

describe('risk detections', () => {
  it('want P2, in the words of Identity Protection, and one request a second', async () => {
    const { graph } = await aCloud({ licences: ['p1'] })
    const throttled = await aCloud({ throttle: true })
    const path = '/v1.0/identityProtection/riskDetections'

    const refused = await graph(path)
    const answers = [await throttled.graph(path), await throttled.graph(path)]

    expect(refused.status).toBe(403)
    expect(JSON.stringify(refused.body)).toContain('not licensed for this feature')
    expect(answers.map(({ status }) => status)).toEqual([200, 429])
    expect(answers[1]?.headers.get('retry-after')).toBeNull()
  })
})

describe('an audit query', () => {
  const question = { displayName: 'x', filterStartDateTime: iso(NOON - DAY), filterEndDateTime: iso(NOON) }

  it('is left, worked on, and answered with what could be seen then', async () => {
    const { graph, log, time } = await aCloud({ auditQueryMs: 10 * MINUTE })
    log({ kind: 'unifiedAudit', place: 'Audit.Exchange' })

    const left = await graph('/v1.0/security/auditLog/queries', 'POST', question)
    const path = `/v1.0/security/auditLog/queries/${left.body.id}`
    const states = [left.body.status, (await graph(path)).body.status]
    const early = await graph(`${path}/records`)
    time.at += 10 * MINUTE
    const done = (await graph(path)).body.status
    const records = await graph(`${path}/records`)

    expect(left.status).toBe(201)
    expect([...states, done]).toEqual(['running', 'running', 'succeeded'])
    expect(early.body.value).toEqual([])
    expect(records.body.value).toHaveLength(24)
    expect(records.body.value[0]).toMatchObject({ service: 'Exchange', auditData: { Workload: 'Exchange' } })
  })

  it('is refused when it makes no sense, when ten are under way, and without the permission', async () => {
    const { graph } = await aCloud({ auditQueryMs: HOUR })
    const poor = await aCloud({ withoutPermissions: ['AuditLogsQuery.Read.All'] })
    const path = '/v1.0/security/auditLog/queries'

    const none = await graph(path, 'POST', { displayName: 'x' })
    const statuses: number[] = []
    for (let number = 0; number < 11; number += 1) statuses.push((await graph(path, 'POST', question)).status)

    expect(none.status).toBe(400)
    expect(statuses).toEqual([...Array<number>(10).fill(201), 429])
    expect((await poor.graph(path, 'POST', question)).status).toBe(403)
    expect((await graph(path, 'DELETE')).status).toBe(405)
  })
})

describe('the Management Activity API', () => {
  it('lists what became available, in blobs, and gives their events, some of them twice', async () => {
    const { cloud, office, log, time } = await aCloud({ logHabits: { repeatEvery: 3 }, pageSizeCap: 5 })
    log({ kind: 'unifiedAudit', place: 'Audit.Exchange', perHour: 12 })
    time.at += 20 * MINUTE

    const blobs: Readonly<Record<string, unknown>>[] = []
    let next: string | null = content(cloud, NOON - DAY + 20 * MINUTE, NOON + 20 * MINUTE)
    while (next !== null) {
      const { body, headers } = await office(next)
      blobs.push(...Array.from({ length: body.length }, (_, index) => body[index] ?? {}))
      next = headers.get('nextpageuri')
    }
    const events = await Promise.all(
      blobs.map(async ({ contentUri }) => (await office(new URL(String(contentUri)).pathname)).body),
    )
    const ids = events.flatMap((body) =>
      Array.from({ length: body.length }, (_, index) => body[index]?.['Id']),
    )

    expect(blobs.length).toBeGreaterThan(100)
    expect(new Set(ids).size).toBeGreaterThan(12 * 23)
    expect(ids.length).toBeGreaterThan(new Set(ids).size)
  })

  it.each([
    ['of more than a day', -2 * DAY, 0, 'AF20030'],
    ['of more than a week ago', -8 * DAY, -7.5 * DAY, 'AF20030'],
    ['that ends before it begins', 0, -HOUR, 'AF20030'],
  ])('refuses a window %s', async (_what, from, to, code) => {
    const { cloud, office } = await aCloud()

    const { status, body } = await office(content(cloud, NOON + from, NOON + to))

    expect([status, body.error.code]).toEqual([400, code])
  })

  it('refuses what was not started, what was switched off, and what does not exist', async () => {
    const { cloud, office } = await aCloud()
    const code = async (type: string) =>
      (await office(content(cloud, NOON - HOUR, NOON, type))).body.error.code
    const notStarted = await code('DLP.All')
    const unknown = await code('Audit.Everything')
    cloud.subscriptions.disable('Audit.Exchange')

    expect([notStarted, unknown, await code('Audit.Exchange')]).toEqual(['AF20022', 'AF20020', 'AF20023'])
    expect((await office(feed(cloud, 'audit/1$Audit.General$x'))).body.error.code).toBe('AF20050')
  })

  it('has content from the start on only', async () => {
    const { cloud, office, log, time } = await aCloud({ startedContent: [] })
    log({ kind: 'unifiedAudit', place: 'DLP.All', perHour: 6, to: NOON + DAY })

    await office(feed(cloud, 'subscriptions/start?contentType=DLP.All'), 'POST', {})
    time.at += 50 * MINUTE
    const { body } = await office(content(cloud, NOON - HOUR, NOON + 50 * MINUTE, 'DLP.All'))

    const created = Array.from({ length: body.length }, (_, index) =>
      Date.parse(String(body[index]?.['contentCreated'])),
    )
    expect(created.length).toBeGreaterThan(2)
    expect(Math.min(...created)).toBeGreaterThanOrEqual(NOON)
  })

  it('wants a token and a permission of its own, and is asked 2,000 times a minute at most', async () => {
    const { cloud, graph } = await aCloud()
    const poor = await aCloud({ officePermissions: [] })
    const busy = await aCloud({ throttle: true })
    const list = feed(cloud, 'subscriptions/list')

    const statuses: number[] = []
    for (let number = 0; number < 2_001; number += 1) statuses.push((await busy.office(list)).status)

    expect((await graph(list)).status).toBe(401)
    expect((await poor.office(list)).body.error.code).toBe('AF10001')
    expect(statuses.filter((status) => status === 200)).toHaveLength(2_000)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('the activity log of Azure', () => {
  const log = (scope: string, filter: string) =>
    `${scope}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${encodeURIComponent(filter)}`
  const span = `eventTimestamp ge '${iso(NOON - DAY)}' and eventTimestamp le '${iso(NOON)}'`

  it('is of one subscription, or of the tenant, and wants a start', async () => {
    const place = await aCloud()
    const id = place.cloud.estate.azure.subscriptions[0]?.subscriptionId ?? ''
    place.log({ kind: 'azureActivity', place: id })
    place.log({ kind: 'azureActivity', place: 'tenant', perHour: 2 })

    const own = await place.arm(log(`/subscriptions/${id}`, span))
    const tenant = await place.arm(log('', span))
    const wrong = await place.arm(log(`/subscriptions/${id}`, "caller eq 'x'"))

    expect([own.body.value.length, tenant.body.value.length]).toEqual([24, 48])
    expect(wrong.status).toBe(400)
  })

  it('is closed to whoever does not see the root, or the subscription', async () => {
    const { arm, cloud } = await aCloud({ armReader: 'subscription-1' })
    const [first, second] = cloud.estate.azure.subscriptions

    expect((await arm(log('', span))).status).toBe(403)
    expect((await arm(log(`/subscriptions/${second?.subscriptionId}`, span))).status).toBe(403)
    expect((await arm(log(`/subscriptions/${first?.subscriptionId}`, span))).status).toBe(200)
  })
})

describe('every answer', () => {
  it('says what time it is in the cloud', async () => {
    const { graph, office, cloud } = await aCloud()

    const dates = [await graph('/v1.0/organization'), await office(feed(cloud, 'subscriptions/list'))]

    for (const { headers } of dates) expect(Date.parse(headers.get('date') ?? '')).toBe(NOON)
  })
})
