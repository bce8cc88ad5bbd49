/** A lane that is counted in resource units never spends more than the bucket holds and gives back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directoryUnits } from '#clients/graph/price.ts'
import { directoryLimit, microsoftLimits, noLimits, openLanes } from '#clients/http/lanes.ts'
import { aVirtualClock } from './virtual-clock.ts'

const bucket = (capacity: number, refillPerSecond: number) => ({
  ...noLimits,
  directory: { capacity, refillPerSecond, concurrency: 8 },
})

describe('a lane of resource units', () => {
  it('spends in any stretch of time no more than a full bucket and what flowed back', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 5, max: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(
        fc.record({ units: fc.integer({ min: 1, max: 5 }), takes: fc.integer({ min: 0, max: 900 }) }),
        {
          minLength: 1,
          maxLength: 60,
        },
      ),
      async (capacity, refill, works) => {
        const clock = aVirtualClock()
        const lanes = openLanes(bucket(capacity, refill), clock)
        const spent: { at: number; units: number }[] = []
        const work = (units: number, takes: number) => async () => {
          spent.push({ at: clock.now(), units })
          if (takes > 0) await clock.sleep(takes)
        }

        await clock.run(
          Promise.all(
            works.map(({ units, takes }) => lanes.run('directory', undefined, work(units, takes), units)),
          ),
        )

        for (const { at: from } of spent) {
          for (const { at: to } of spent) {
            const units = spent
              .filter(({ at }) => at >= from && at <= to)
              .reduce((sum, one) => sum + one.units, 0)
            expect(units).toBeLessThanOrEqual(capacity + ((Math.max(from, to) - from) / 1000) * refill + 1e-3)
          }
        }
      },
    )

    await fc.assert(property, { numRuns: 60 })
  })

  it('waits no longer than the bucket needs', async () => {
    const clock = aVirtualClock()
    const lanes = openLanes(bucket(10, 5), clock)
    const starts: number[] = []
    const work = async () => {
      starts.push(clock.now())
    }

    await clock.run(Promise.all([1, 2, 3, 4].map(() => lanes.run('directory', undefined, work, 5))))

    expect(starts).toEqual([0, 0, 1_000, 2_000])
  })

  it('serves a price above the whole bucket when the bucket is full, instead of never', async () => {
    const clock = aVirtualClock()
    const lanes = openLanes(bucket(3, 1), clock)

    const served = await clock.run(lanes.run('directory', undefined, async () => clock.now(), 50))

    expect(served).toBe(0)
  })

  it('counts what a request really cost', async () => {
    const clock = aVirtualClock()
    const lanes = openLanes(bucket(10, 10), clock)
    const at = async () => clock.now()

    const served = await clock.run(
      (async () => {
        await lanes.run('directory', undefined, at, 1)
        lanes.charge('directory', 9)
        return lanes.run('directory', undefined, at, 5)
      })(),
    )

    expect(served).toBe(500)
  })

  it('that is told to wait lets nobody start before then, and other lanes go on', async () => {
    const clock = aVirtualClock()
    const lanes = openLanes(microsoftLimits, clock)
    lanes.pause('directory', 7_000)
    const at = async () => clock.now()

    const served = await clock.run(
      Promise.all([lanes.run('directory', undefined, at), lanes.run('reports', undefined, at)]),
    )

    expect(served).toEqual([7_000, 0])
  })

  it('grows with the tenant, keeping what is spent', async () => {
    const clock = aVirtualClock()
    const lanes = openLanes({ ...noLimits, directory: directoryLimit(10) }, clock, directoryLimit)
    const at = async () => clock.now()

    const served = await clock.run(
      (async () => {
        await lanes.run('directory', undefined, at, 3_500)
        lanes.expectAccounts(100_000)
        return lanes.run('directory', undefined, at, 800)
      })(),
    )

    // All of the small bucket is spent, so the large one begins empty: 800 units flow back in a second.
    expect(served).toBe(1_000)
  })
})

describe('the price of a read', () => {
  it.each([
    ['/v1.0/users?$select=id&$top=999', 1],
    ['/v1.0/users?$top=999', 2],
    ['/v1.0/users?$select=id&$top=1&$count=true', 1],
    ['/v1.0/groups/x/transitiveMembers?$select=id&$top=999', 4],
    ['/v1.0/groups/x/members', 3],
    ['/v1.0/subscribedSkus', 3],
    ['/v1.0/roleManagement/directory/roleAssignments?$expand=principal', 2],
    ['/v1.0/organization?$select=id', 1],
  ])('%s is %i', (path, units) => {
    expect(directoryUnits(new URL(path, 'https://graph.microsoft.com'))).toBe(units)
  })
})
