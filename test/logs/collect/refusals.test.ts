/** What is refused is said of its log, with the permission or licence, and the others go on. */
import { describe, expect, it } from 'vitest'
import { proveHour } from '#pipeline/logs/prove.ts'
import { collectOnce, DAY, HOUR, START } from './month.ts'
import { aLoggedPlace, NOW, resultOf } from './place.ts'

describe('a log whose permission is missing', () => {
  it.each([
    ['AuditLog.Read.All', 'signIns'],
    ['AuditLog.Read.All', 'directoryAudits'],
    ['IdentityRiskEvent.Read.All', 'riskDetections'],
    ['AuditLogsQuery.Read.All', 'unifiedAudit/queries'],
    ['ActivityFeed.Read', 'unifiedAudit/content'],
  ])('%s: %s is denied and names it, and the others are read', async (permission, feed) => {
    const place = await aLoggedPlace({ withoutPermissions: [permission] })

    const { feeds } = await collectOnce(place)

    expect(resultOf(feeds, feed).coverage).toMatchObject({ state: 'denied', missing: [permission] })
    const others = feeds.filter(({ coverage }) => coverage.state === 'complete')
    expect(others.length).toBeGreaterThan(3)
  })

  it('stays to be read, and is read once the permission is there', async () => {
    const place = await aLoggedPlace({ withoutPermissions: ['AuditLog.Read.All'] })
    const before = await collectOnce(place)
    const granted = await aLoggedPlace()

    const after = await collectOnce({ ...place, cloud: granted.cloud })

    expect(resultOf(before.feeds, 'signIns').tally.rows).toBe(0)
    expect(resultOf(after.feeds, 'signIns')).toMatchObject({
      coverage: { state: 'complete' },
      // The last half hour has not settled.
      tally: { added: 47 },
    })
  })

  it('says so of every hour that was lost meanwhile', async () => {
    const place = await aLoggedPlace({ withoutPermissions: ['AuditLog.Read.All'] })
    await collectOnce(place)
    place.clock.at += 40 * DAY

    const { feeds } = await collectOnce(place)

    const proof = await proveHour(place.ledger, 'signIns', START + HOUR, place.clock.at)
    expect(proof.covered).toBe(false)
    expect(proof.feeds[0]?.holes[0]).toMatchObject({ kind: 'lost' })
    expect(proof.feeds[0]?.holes[0]?.because).toMatch(/denied|Insufficient privileges/)
    expect(resultOf(feeds, 'signIns').windows.some(({ state }) => state === 'lost')).toBe(true)
  })
})

describe('a log whose licence is missing', () => {
  it('is unlicensed and names it, and changes are read all the same, of seven days', async () => {
    const place = await aLoggedPlace({ estate: 'small', licences: [] })

    const { feeds } = await collectOnce(place, { since: NOW - 30 * DAY })

    expect(resultOf(feeds, 'signIns').coverage).toMatchObject({
      state: 'unlicensed',
      needs: 'Microsoft Entra ID P1',
    })
    expect(resultOf(feeds, 'riskDetections').coverage).toMatchObject({ state: 'unlicensed' })
    const audits = resultOf(feeds, 'directoryAudits')
    expect(audits.coverage).toEqual({ state: 'complete' })
    expect(audits.begun).toBeGreaterThan(NOW - 7 * DAY)
    expect(audits.begun).toBeLessThan(NOW - 6 * DAY)
  })

  it('is asked for 30 days back where it is held', async () => {
    const place = await aLoggedPlace()

    const { feeds } = await collectOnce(place, { since: NOW - 365 * DAY })

    const { begun = 0 } = resultOf(feeds, 'signIns')
    expect(begun).toBeGreaterThan(NOW - 30 * DAY)
    expect(begun).toBeLessThan(NOW - 29 * DAY)
  })
})

describe('a cloud that does not offer a log', () => {
  it('has no audit queries, which is said and not asked', async () => {
    const place = await aLoggedPlace()

    const { feeds } = await collectOnce(place, { cloud: 'gcc-high' })

    expect(resultOf(feeds, 'unifiedAudit/queries').coverage).toMatchObject({ state: 'unavailable' })
    expect(place.cloud.requests.filter(({ path }) => path.includes('/security/auditLog'))).toEqual([])
  })
})

describe('Azure', () => {
  it('out of sight is denied for the tenant, and complete for what is seen', async () => {
    const place = await aLoggedPlace({ armReader: 'subscription-1' })

    const { feeds } = await collectOnce(place, { sources: ['azureActivity'] })

    expect(resultOf(feeds, 'azureActivity/tenant').coverage).toMatchObject({
      state: 'denied',
      missing: ['Reader'],
    })
    expect(feeds.filter(({ coverage }) => coverage.state === 'complete')).toHaveLength(1)
  })

  it('keeps a subscription in the ledger that is not seen any more', async () => {
    const place = await aLoggedPlace()
    const before = await collectOnce(place, { sources: ['azureActivity'] })
    const blind = await aLoggedPlace({ armReader: 'subscription-1' })
    place.clock.at += HOUR

    const after = await collectOnce({ ...place, cloud: blind.cloud }, { sources: ['azureActivity'] })

    expect(after.feeds.map(({ feed }) => feed).toSorted()).toEqual(
      before.feeds.map(({ feed }) => feed).toSorted(),
    )
    const gone = after.feeds.filter(({ coverage }) => JSON.stringify(coverage).includes('not among those'))
    expect(gone.length).toBe(before.feeds.length - 2)
  })
})
