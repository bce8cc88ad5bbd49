/** A lane never lets more through than Microsoft allows, serves in order, and keeps others waiting no longer than it must. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Lane,
  type LaneLimit,
  type Lanes,
  microsoftLimits,
  noLimits,
  openLanes,
} from '#clients/http/lanes.ts'
import { aVirtualClock, type VirtualClock } from './virtual-clock.ts'

const anyLimit = fc.record({
  requests: fc.integer({ min: 1, max: 6 }),
  windowMs: fc.integer({ min: 1, max: 2_000 }),
  concurrency: fc.integer({ min: 1, max: 5 }),
})
/** How long each request takes, and how long after the one before it is asked for. */
const anyWork = fc.array(
  fc.record({ takes: fc.integer({ min: 0, max: 900 }), after: fc.integer({ min: 0, max: 400 }) }),
  {
    minLength: 1,
    maxLength: 30,
  },
)

interface Seen {
  readonly starts: number[]
  readonly order: number[]
  most: number
}

/** Sends the work through one lane and watches. */
async function sendAll(
  lanes: Lanes,
  clock: VirtualClock,
  works: readonly { readonly takes: number; readonly after: number }[],
): Promise<Seen> {
  const seen: Seen = { starts: [], order: [], most: 0 }
  let running = 0
  const all = async () => {
    const sent: Promise<void>[] = []
    for (const [index, { takes, after }] of works.entries()) {
      if (after > 0) await clock.sleep(after)
      const work = async () => {
        seen.starts.push(clock.now())
        seen.order.push(index)
        running += 1
        seen.most = Math.max(seen.most, running)
        if (takes > 0) await clock.sleep(takes)
        running -= 1
      }
      sent.push(lanes.run('reports', undefined, work))
    }
    await Promise.all(sent)
  }
  await clock.run(all())
  return seen
}

/** The most starts within any window of this length. */
function mostIn(windowMs: number, starts: readonly number[]): number {
  return Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + windowMs).length))
}

const lanesWith = (limit: LaneLimit, clock: VirtualClock) => openLanes({ ...noLimits, reports: limit }, clock)

describe('a lane', () => {
  it.each([0, 1])('never exceeds its limit in any window, with timers %i ms early', async (early) => {
    const property = fc.asyncProperty(anyLimit, anyWork, async (limit, works) => {
      const clock = aVirtualClock(early)

      const { starts, most } = await sendAll(lanesWith(limit, clock), clock, works)

      expect(starts).toHaveLength(works.length)
      expect(mostIn(limit.windowMs, starts)).toBeLessThanOrEqual(limit.requests)
      expect(most).toBeLessThanOrEqual(limit.concurrency)
    })

    await fc.assert(property, { numRuns: 60 })
  })

  it('serves in the order of asking', async () => {
    const property = fc.asyncProperty(anyLimit, anyWork, async (limit, works) => {
      const clock = aVirtualClock()

      const { order } = await sendAll(lanesWith(limit, clock), clock, works)

      expect(order).toEqual(works.map((_, index) => index))
    })

    await fc.assert(property, { numRuns: 60 })
  })

  it('wastes no time: five reports go out at once, the sixth when the first is ten seconds old', async () => {
    const clock = aVirtualClock()
    const works = Array.from({ length: 11 }, () => ({ takes: 0, after: 0 }))

    const { starts } = await sendAll(openLanes(microsoftLimits, clock), clock, works)

    expect(starts).toEqual([0, 0, 0, 0, 0, 10_000, 10_000, 10_000, 10_000, 10_000, 20_000])
  })

  it('gives its place on when the work fails', async () => {
    const clock = aVirtualClock()
    const lanes = lanesWith({ requests: 100, windowMs: 1, concurrency: 1 }, clock)

    const failed = lanes.run('reports', undefined, async () => Promise.reject(new Error('no')))
    const next = lanes.run('reports', undefined, async () => 'served')

    await expect(clock.run(failed)).rejects.toThrow('no')
    expect(await clock.run(next)).toBe('served')
  })

  it('lets go of a request that is aborted while it waits for its window, and serves the others', async () => {
    const clock = aVirtualClock()
    const lanes = lanesWith({ requests: 1, windowMs: 1_000, concurrency: 3 }, clock)
    const stop = new AbortController()
    const started: string[] = []
    const ask = (name: string, signal?: AbortSignal) =>
      lanes.run('reports', signal, async () => {
        started.push(name)
      })

    const asked = [ask('first'), ask('aborted', stop.signal), ask('last')]
    await new Promise(setImmediate)
    stop.abort(new Error('enough'))
    const endings = await clock.run(Promise.allSettled(asked))

    expect(endings.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(started).toEqual(['first', 'last'])
  })

  it('does not hold up another lane', async () => {
    const clock = aVirtualClock()
    const lanes = openLanes(microsoftLimits, clock)
    const times: Partial<Record<Lane, number>> = {}
    const ask = (lane: Lane) =>
      lanes.run(lane, undefined, async () => {
        times[lane] = clock.now()
      })

    await clock.run(
      Promise.all([
        ...Array.from({ length: 20 }, () => ask('reports')),
        ask('conditionalAccess'),
        ask('directory'),
      ]),
    )

    expect(times).toEqual({ reports: 30_000, conditionalAccess: 0, directory: 0 })
  })
})
