/** A backfill under Microsoft's own limits, in virtual time: as fast as they allow, and without being told to wait. */
import { describe, expect, it } from 'vitest'
import { openArm } from '#clients/azure/arm-client.ts'
import { cloudOf } from '#clients/clouds.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import { microsoftLimits, openLanes } from '#clients/http/lanes.ts'
import { openManagement } from '#clients/management-activity/management-client.ts'
import { tenantId } from '#model/ids.ts'
import type { Outlook } from '#pipeline/logs/collect/estimates.ts'
import { collectableSources, collectLogs } from '#pipeline/logs/collect.ts'
import { createCloud, floors, virtualClock } from '../../../simulator/cloud.ts'
import { aPlace } from '../../collect/harness.ts'
import { DAY, KeepingSink, START, tokensOf, transportTo } from './month.ts'
import { log } from './place.ts'

describe('a backfill of a week', () => {
  it('takes as long as the throttle makes it, meets no refusal, and says beforehand how long', async () => {
    const clock = virtualClock({ auto: true, start: START + 8 * DAY })
    const cloud = createCloud({
      accounts: 60,
      clock: clock.now,
      sleep: clock.sleep,
      throttle: true,
      latencyMs: 200,
      sampleLogs: false,
      edit: (estate) => {
        estate.signIns.length = 0
        estate.directoryAudits.length = 0
      },
    })
    log(cloud, { kind: 'nonInteractiveUser', perHour: 400, from: START, to: START + 8 * DAY })
    log(cloud, { kind: 'interactiveUser', perHour: 50, from: START, to: START + 8 * DAY })
    const at = cloudOf('global', 'http://localhost')
    const lanes = openLanes(microsoftLimits, clock)
    const parts = { cloud: at, transport: transportTo(cloud), lanes, clock, random: () => 0.5 }
    const { store } = await aPlace()
    const { coverage: ledger } = await store.forTenant(tenantId(cloud.tenantId))
    const outlooks: Outlook[] = []
    const began = clock.now()

    const { feeds } = await collectLogs({
      ledger: timeless(ledger, clock),
      services: {
        graph: openGraph({ ...parts, tokens: tokensOf(cloud, at.graphScope) }),
        azure: openArm({ ...parts, tokens: tokensOf(cloud, at.armScope) }),
        management: openManagement({
          ...parts,
          tokens: tokensOf(cloud, at.managementScope),
          tenant: async () => cloud.tenantId,
        }),
      },
      sink: new KeepingSink(),
      sources: collectableSources,
      cloud: 'global',
      startSubscriptions: false,
      now: clock.now,
      clock,
      random: () => 0.5,
      onOutlook: (outlook) => outlooks.push(outlook),
    })

    const took = clock.now() - began
    const floor = Math.max(0, ...floors(cloud.requests, 60).values())
    expect(feeds.filter(({ coverage }) => coverage.state === 'complete').length).toBeGreaterThan(10)
    expect(cloud.requests.filter(({ status }) => status === 429)).toEqual([])
    expect(took / floor).toBeLessThan(1.1)
    // First that it is not known, then how long: the rest of 170 hours with some 450 rows each.
    expect(outlooks[0]?.reports).toBeUndefined()
    const told = outlooks.find(({ reports }) => reports !== undefined)?.reports
    expect(told?.isLong).toBe(false)
    expect(told?.rows).toBeGreaterThan(10_000)
    console.log(`throttled: ${(took / 1000).toFixed(0)} s, ${(took / floor).toFixed(3)} of the floor`)
  }, 120_000)
})

/** Writing to the disk takes real time, in which the virtual clock stands still. */
function timeless<T extends object>(target: T, clock: { hold(): () => void }): T {
  return new Proxy(target, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(whole, name)
      if (typeof value !== 'function') return value
      return async (...given: readonly unknown[]) => {
        const release = clock.hold()
        try {
          return (await Reflect.apply(value, whole, given)) as unknown
        } finally {
          release()
        }
      }
    },
  })
}
