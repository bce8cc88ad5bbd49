/** The unified log, by its two ways: questions that take their time, and content that waits for the customer's word. */
import { describe, expect, it } from 'vitest'
import { proveHour } from '#pipeline/logs/prove.ts'
import { collectOnce, DAY, HOUR, MINUTE, START } from './month.ts'
import { aLoggedPlace, log, NOW, resultOf } from './place.ts'

const UNIFIED = { sources: ['unifiedAudit'] } as const
const TYPES = ['Audit.AzureActiveDirectory', 'Audit.Exchange', 'Audit.SharePoint', 'Audit.General'] as const
const NO_QUERIES = { withoutPermissions: ['AuditLogsQuery.Read.All'] }

const posts = (requests: readonly { readonly method: string; readonly path: string }[], part: string) =>
  requests.filter(({ method, path }) => method === 'POST' && path.includes(part))

describe('content that nobody started', () => {
  it('is said with the word that starts it, and nothing is started', async () => {
    const place = await aLoggedPlace({ startedContent: ['Audit.Exchange'] })

    const { feeds, notStarted } = await collectOnce(place, UNIFIED)

    expect(notStarted).toEqual(['Audit.AzureActiveDirectory', 'Audit.SharePoint', 'Audit.General', 'DLP.All'])
    expect(posts(place.cloud.requests, '/activity/feed/')).toEqual([])
    const { coverage, begun } = resultOf(feeds, 'unifiedAudit/Audit.General')
    expect(coverage).toMatchObject({ state: 'notAttempted' })
    expect(JSON.stringify(coverage)).toContain('--start-subscriptions')
    expect(begun).toBeUndefined()
  })

  it('is started on that word, once, and read from then on', async () => {
    const place = await aLoggedPlace({ ...NO_QUERIES, startedContent: [] })
    log(place.cloud, { kind: 'unifiedAudit', place: 'Audit.Exchange', perHour: 2, to: NOW + 2 * DAY })

    const first = await collectOnce(place, { ...UNIFIED, startSubscriptions: true })
    place.clock.at += DAY
    const second = await collectOnce(place, { ...UNIFIED, startSubscriptions: true })

    expect(posts(place.cloud.requests, '/subscriptions/start')).toHaveLength(5)
    expect(first.notStarted).toEqual([])
    expect(resultOf(first.feeds, 'unifiedAudit/Audit.Exchange').begun).toBe(NOW)
    expect(resultOf(second.feeds, 'unifiedAudit/Audit.Exchange').coverage).toEqual({ state: 'complete' })
    expect(place.sink.kept.size).toBeGreaterThan(40)
    expect(place.sink.kept.size).toBeLessThan(49)
  })

  it('that an administrator switches off later leaves its hours open, and named', async () => {
    const place = await aLoggedPlace(NO_QUERIES)
    await collectOnce(place, UNIFIED)
    place.cloud.subscriptions.disable('Audit.Exchange')
    place.clock.at += 9 * DAY

    const { feeds } = await collectOnce(place, UNIFIED)

    expect(resultOf(feeds, 'unifiedAudit/Audit.Exchange').coverage).toMatchObject({ state: 'notAttempted' })
    const proof = await proveHour(place.ledger, 'unifiedAudit', NOW + HOUR, place.clock.at)
    const exchange = proof.feeds.find(({ feed }) => feed.endsWith('Exchange'))
    expect(proof.covered).toBe(false)
    expect(exchange?.holes[0]).toMatchObject({ kind: 'lost' })
  })
})

describe('content that comes late', () => {
  it('five days after its time is stored, because it is asked for by when it came', async () => {
    const place = await aLoggedPlace(NO_QUERIES)
    log(place.cloud, {
      kind: 'unifiedAudit',
      place: 'Audit.General',
      perHour: 1,
      usualDelayMs: 5 * DAY,
    })

    for (let day = 0; day < 8; day += 1) {
      await collectOnce(place, UNIFIED)
      place.clock.at += DAY
    }

    expect(place.sink.kept.size).toBe(48)
  })

  it('is asked for in windows that the service takes: a day at most, seven days back', async () => {
    const place = await aLoggedPlace(NO_QUERIES)

    const { feeds } = await collectOnce(place, { ...UNIFIED, since: NOW - 300 * DAY })

    for (const type of TYPES)
      expect(resultOf(feeds, `unifiedAudit/${type}`).coverage).toEqual({ state: 'complete' })
    expect(place.cloud.requests.filter(({ status }) => status === 400)).toEqual([])
  })
})

describe('an audit query', () => {
  const NO_CONTENT = { startedContent: [] }

  it('that takes long is left at the service, found again, and not left twice', async () => {
    const place = await aLoggedPlace({ ...NO_CONTENT, auditQueryMs: 2 * HOUR })
    log(place.cloud, { kind: 'unifiedAudit', place: 'Audit.General', perHour: 2 })
    const since = START + 36 * HOUR

    const first = await collectOnce(place, { ...UNIFIED, since, patienceMs: 10 * MINUTE })
    const left = posts(place.cloud.requests, '/auditLog/queries').length
    place.clock.at = NOW + 3 * HOUR
    await collectOnce(place, { ...UNIFIED, patienceMs: 3 * HOUR })

    expect(resultOf(first.feeds, 'unifiedAudit/queries').coverage.state).toBe('partial')
    expect(resultOf(first.feeds, 'unifiedAudit/queries').windows.map(({ handle }) => handle)).not.toContain(
      undefined,
    )
    // What was left is read; new ones are for the three hours since then, and second looks.
    const again = posts(place.cloud.requests, '/auditLog/queries').length - left
    expect(again).toBeLessThanOrEqual(3)
    expect(place.sink.kept.size).toBeGreaterThanOrEqual(23)
  })

  it('covers the hour by itself, while no content is gathered', async () => {
    const place = await aLoggedPlace(NO_CONTENT)

    await collectOnce(place, UNIFIED)

    expect(await proveHour(place.ledger, 'unifiedAudit', START + 20 * HOUR, place.clock.at)).toMatchObject({
      covered: true,
    })
  })

  it('is asked for a few at a time', async () => {
    const place = await aLoggedPlace({ ...NO_CONTENT, auditQueryMs: HOUR })

    const { feeds } = await collectOnce(place, { ...UNIFIED, since: NOW - 20 * DAY, patienceMs: 5 * MINUTE })

    // More than ten at a time the service refuses.
    expect(place.cloud.requests.filter(({ status }) => status === 429)).toEqual([])
    expect(resultOf(feeds, 'unifiedAudit/queries').coverage.state).toBe('partial')
  })
})
