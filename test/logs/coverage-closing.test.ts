/** The warning before the window in which a log can be read has closed. */
import { describe, expect, it } from 'vitest'
import { complete, denied } from '#model/coverage.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { logCoverage } from '#pipeline/logs/coverage.ts'
import { anEstate, type Estate } from './estate.ts'
import { TENANT } from './samples.ts'
import { aWindow, answered, DAY, HOUR, NOW } from './windows/builders.ts'

const P1 = [
  {
    skuId: 'sku',
    capabilityStatus: 'Enabled',
    servicePlans: [{ servicePlanId: '41781fb2-bc02-4b7c-bd55-b576c07bb09d' }],
  },
]

/** A tenant whose log was last collected so many days ago. */
async function collected(daysAgo: number, feed: string, source: LogSource): Promise<Estate> {
  const estate = await anEstate()
  await reached(estate, daysAgo, feed, source)
  return estate
}

async function reached({ tenant: { coverage } }: Estate, daysAgo: number, feed: string, source: LogSource) {
  const at = NOW - daysAgo * DAY
  await coverage.keepFeed({ feed, source, begun: at - DAY, coverage: complete, at })
  const open = aWindow(at - HOUR, at, { feed })
  await coverage.plan([open], at)
  for (const window of answered([open], at)) {
    await coverage.settle({
      window: { ...open, ...window },
      halves: [],
      entry: { feed, round: 0, from: open.from, to: open.to, askFrom: open.askFrom, at, act: 'answered' },
    })
  }
}

async function closing({ tenant }: Estate) {
  const { warnings } = await logCoverage(tenant, {}, new Date(NOW))
  return warnings.filter(({ code }) => code === 'windowClosing')
}

const free = {
  organization: [{ id: TENANT, displayName: 'F' }],
  subscribedSkus: [{ skuId: 'x', capabilityStatus: 'Enabled', servicePlans: [] }],
}

describe('a log that is kept for seven days', () => {
  it('is warned of on the third day after the last collection, and not before', async () => {
    const late = await collected(3.1, 'signIns', 'signIns')
    await late.snapshot(free, '2026-11-01T00:00:00Z')
    const fresh = await collected(2.9, 'signIns', 'signIns')
    await fresh.snapshot(free, '2026-11-01T00:00:00Z')
    expect(await closing(late)).toMatchObject([{ source: 'signIns', weight: 'look' }])
    expect((await closing(late))[0]?.message).toContain('3 days ago; it can be read for 7 days: in 3 days')
    expect(await closing(fresh)).toEqual([])
  })

  it('is said to be lost when the window has closed', async () => {
    const lost = await collected(9, 'directoryAudits', 'directoryAudits')
    await lost.snapshot(free, '2026-11-01T00:00:00Z')
    expect((await closing(lost))[0]?.message).toContain('is lost here')
  })

  it('is warned of where the licence is not known, which is said', async () => {
    expect((await closing(await collected(4, 'signIns', 'signIns')))[0]?.message).toContain(
      'the licence is not known',
    )
  })
})

it('waits longer where the licence keeps it longer', async () => {
  const estate = await collected(10, 'signIns', 'signIns')
  await estate.snapshot({ ...free, subscribedSkus: P1 }, '2026-11-01T00:00:00Z')
  expect(await closing(estate)).toEqual([])
  const later = await collected(16, 'signIns', 'signIns')
  await later.snapshot({ ...free, subscribedSkus: P1 }, '2026-11-01T00:00:00Z')
  expect(await closing(later)).toHaveLength(1)
})

it('knows that the feed of the unified log holds a week, and its questions half a year', async () => {
  const content = await anEstate()
  for (const type of ['AzureActiveDirectory', 'Exchange', 'SharePoint', 'General'])
    await reached(content, 4, `unifiedAudit/Audit.${type}`, 'unifiedAudit')
  expect(await closing(content)).toMatchObject([{ source: 'unifiedAudit' }])
  expect(await closing(await collected(4, 'unifiedAudit/queries', 'unifiedAudit'))).toEqual([])
})

it('does not count a subscription that is not asked for any more, and names one that never answered', async () => {
  const estate = await collected(60, 'azureActivity/gone', 'azureActivity')
  await reached(estate, 1, 'azureActivity/there', 'azureActivity')
  await estate.tenant.coverage.keepFeed({
    feed: 'azureActivity/closed',
    source: 'azureActivity',
    begun: NOW,
    coverage: denied('AuthorizationFailed', ['Reader']),
    at: NOW - DAY,
  })
  expect(await closing(estate)).toEqual([])
  const { unknown } = await logCoverage(estate.tenant, {}, new Date(NOW))
  expect(unknown.find(({ because }) => because.includes('azureActivity/closed'))?.because).toContain('Reader')
})
