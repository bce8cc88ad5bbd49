/** Which windows are planned: everything that is settled and kept, nothing twice, nothing before its time. */
import { describe, expect, it } from 'vitest'
import { expired, floorOf, horizonOf, planWindows, sizeOf } from '#logs/windows/plan.ts'
import { keptMs } from '#logs/windows/policy.ts'
import { lengthOf, union, without } from '#logs/windows/spans.ts'
import type { LogWindow } from '#model/events/log-window.ts'
import { mulberry, seedOfRun } from '../../collect/random.ts'
import { answered, aPolicy, at, aWindow, DAY, HOUR, MINUTE, NOW } from './builders.ts'

const seed = seedOfRun()
console.log(`plan.test.ts: seed ${seed} (KEYWARD_TEST_SEED=${seed} repeats it)`)

const policy = aPolicy()
const horizon = horizonOf(policy, NOW)

describe('the windows of a feed that is asked for the first time', () => {
  const { add } = planWindows({ policy, windows: [], now: NOW, begun: NOW - 2 * DAY })

  it('cover everything from the beginning up to what has settled, once', () => {
    expect(union(add)).toEqual([{ from: NOW - 2 * DAY, to: horizon }])
    expect(add.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(lengthOf(add))
  })

  it('end on the half hour, five minutes ago at the latest', () => {
    expect(horizon).toBe(at('2026-11-15T08:00:00Z'))
    expect(horizonOf(policy, at('2026-11-15T08:04:59Z'))).toBe(at('2026-11-15T07:30:00Z'))
    for (const { to } of add) expect(to % (30 * MINUTE)).toBe(0)
  })

  it('ask from five minutes before they begin', () => {
    for (const { from, askFrom } of add) expect(from - askFrom).toBe(5 * MINUTE)
  })
})

describe('the windows of a feed that is asked for every half hour', () => {
  it('are of 35 minutes on a stride of 30', () => {
    const before = answered(planWindows({ policy, windows: [], now: NOW, begun: NOW - DAY }).add, NOW)

    const { add } = planWindows({ policy, windows: before, now: NOW + 30 * MINUTE, begun: NOW - DAY })

    expect(add).toHaveLength(1)
    expect(add[0]).toMatchObject({ from: horizon, to: horizon + 30 * MINUTE, askFrom: horizon - 5 * MINUTE })
  })

  it('are none while nothing has settled', () => {
    const before = answered(planWindows({ policy, windows: [], now: NOW, begun: NOW - DAY }).add, NOW)

    expect(planWindows({ policy, windows: before, now: NOW + 10 * MINUTE, begun: NOW - DAY }).add).toEqual([])
  })
})

describe('what the service does not keep', () => {
  it.each([
    ['directoryAudits', 'free', 7],
    ['directoryAudits', 'unknown', 7],
    ['directoryAudits', 'p1', 30],
    ['riskDetections', 'p2', 90],
    ['azureActivity', 'free', 89],
    ['unifiedAudit', 'free', 180],
  ] as const)('%s with licence %s is never asked for after %i days', (source, licence, days) => {
    const own = aPolicy({ source, keptMs: keptMs(source, licence) })

    const { add } = planWindows({ policy: own, windows: [], now: NOW, begun: NOW - 400 * DAY })

    const asked = add.filter(({ state }) => state === 'open')
    expect(Math.min(...asked.map(({ askFrom }) => askFrom))).toBeGreaterThan(NOW - days * DAY)
    expect(Math.min(...asked.map(({ from }) => from))).toBe(floorOf(own, NOW))
  })

  it('is lost with its reason when it was to be asked for', () => {
    const { add } = planWindows({
      policy,
      windows: [],
      now: NOW,
      begun: NOW - 33 * DAY,
      whyLost: 'not asked while the service kept it: signIns: denied, needs AuditLog.Read.All',
    })

    const lost = add.filter(({ state }) => state === 'lost')
    expect(union(lost)).toEqual([{ from: NOW - 33 * DAY, to: floorOf(policy, NOW) }])
    expect(lost[0]?.because).toContain('AuditLog.Read.All')
  })

  it('takes the whole of a window, or its beginning', () => {
    const old = aWindow(NOW - 31 * DAY, NOW - 30 * DAY - HOUR, { because: '503: no', tries: 2 })
    const half = aWindow(NOW - 30 * DAY - HOUR, NOW - 30 * DAY + HOUR)

    const [gone, cut] = [expired(policy, old, NOW), expired(policy, half, NOW)]

    expect(gone).toMatchObject({ window: { state: 'lost' }, halves: [] })
    expect(gone?.window.because).toContain('503: no')
    expect(cut?.window.state).toBe('split')
    expect(cut?.halves.map(({ state, from, to }) => [state, from, to])).toEqual([
      ['lost', half.from, NOW - 30 * DAY + 2 * MINUTE],
      ['open', NOW - 30 * DAY + 2 * MINUTE, half.to],
    ])
    expect(expired(policy, aWindow(NOW - 29 * DAY, NOW - 28 * DAY), NOW)).toBeUndefined()
  })
})

describe('a clock that jumps', () => {
  const before = answered(planWindows({ policy, windows: [], now: NOW, begun: NOW - DAY }).add, NOW)

  it('back believes no answer about a time that has not come: it is asked for once more', () => {
    const now = NOW - 20 * MINUTE
    const { add, withdrawn } = planWindows({ policy, windows: before, now, begun: NOW - DAY })
    const standing = before.filter((one) => !withdrawn.includes(one))

    expect(withdrawn.every(({ to }) => to > now)).toBe(true)
    expect(union([...standing, ...add])).toEqual([{ from: NOW - DAY, to: horizonOf(policy, now) }])
  })

  it('ahead leaves windows that are withdrawn when it is right again, and planned anew in their time', () => {
    const ahead = planWindows({ policy, windows: before, now: NOW + 3 * DAY, begun: NOW - DAY }).add
    const windows = [...before, ...answered(ahead, NOW + 3 * DAY)]

    const { withdrawn } = planWindows({ policy, windows, now: NOW, begun: NOW - DAY })
    const kept: LogWindow[] = windows.map((one) =>
      withdrawn.includes(one) ? { ...one, state: 'withdrawn' } : one,
    )
    const { add } = planWindows({ policy, windows: kept, now: NOW + DAY, begun: NOW - DAY })

    expect(withdrawn.length).toBeGreaterThan(0)
    for (const { to } of withdrawn) expect(to).toBeGreaterThan(NOW)
    expect(union(add.concat(kept.filter(({ state }) => state === 'done')))).toEqual([
      { from: NOW - DAY, to: horizonOf(policy, NOW + DAY) },
    ])
  })
})

describe('the length of a window', () => {
  const full = (rows: number) => [
    aWindow(NOW - DAY, NOW - DAY + HOUR, {
      state: 'done',
      tally: { pages: 1, rows, added: rows, duplicates: 0, quarantined: 0 },
    }),
  ]

  it.each([
    [0, 24],
    [100, 24],
    [1_000, 6],
    [5_000, 1],
    [200_000, 0.5],
  ])('after %i rows in an hour is %f hours', (rows, hours) => {
    expect(sizeOf(policy, full(rows)) / HOUR).toBe(hours)
  })

  it('is never longer than the service takes', () => {
    expect(sizeOf(aPolicy({ longestMs: 12 * HOUR }), full(1))).toBe(12 * HOUR)
  })
})

describe('whatever was planned, answered and failed before', () => {
  it('is completed without a gap and without planning anything twice', () => {
    const random = mulberry(seed)
    for (let round = 0; round < 200; round += 1) {
      const begun = NOW - Math.floor(random() * 20 * DAY)
      const windows: LogWindow[] = []
      for (let now = begun; now < NOW; now += Math.floor(random() * 40 * HOUR)) {
        const { add, withdrawn } = planWindows({ policy, windows, now, begun })
        const free = add.flatMap((one) => without(one, windows))
        windows.push(...add.map((one): LogWindow => ({ ...one, state: random() < 0.8 ? 'done' : 'open' })))

        expect(free).toEqual(add.map(({ from, to }) => ({ from, to })))
        expect(withdrawn).toEqual([])
        expect(union(windows)).toEqual(
          horizonOf(policy, now) > begun ? [{ from: begun, to: horizonOf(policy, now) }] : [],
        )
      }
    }
  })
})
