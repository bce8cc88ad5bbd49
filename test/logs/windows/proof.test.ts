/** The proof of an hour: covered, or every hole in it with its reason. */
import { describe, expect, it } from 'vitest'
import { durationOf, estimateOf } from '#logs/windows/estimate.ts'
import { type Evidence, hourProof } from '#logs/windows/proof.ts'
import { union } from '#logs/windows/spans.ts'
import { denied } from '#model/coverage.ts'
import type { LedgerEntry, LogWindow } from '#model/events/log-window.ts'
import { answered, aPolicy, at, aWindow, DAY, HOUR, MINUTE } from './builders.ts'

const policy = aPolicy()
const hour = at('2026-11-10T03:00:00Z')
const now = hour + 10 * HOUR

const proofOf = (windows: readonly LogWindow[], changes: Partial<Evidence> = {}) =>
  hourProof(policy, hour + 17 * MINUTE, { windows, entries: [], feed: undefined, now, ...changes })

const [first, second] = [aWindow(hour, hour + 30 * MINUTE), aWindow(hour + 30 * MINUTE, hour + HOUR)]

describe('an hour', () => {
  it('is covered when every moment of it was answered, and seen up to the earlier of the two looks', () => {
    const windows = [...answered([first], hour + HOUR), ...answered([second], hour + 2 * HOUR)]

    expect(proofOf(windows)).toMatchObject({ covered: true, holes: [], seenUpTo: hour + HOUR })
    const again = [
      ...windows,
      ...answered([aWindow(hour - 3 * HOUR, hour + 9 * HOUR, { round: 1 })], hour + 12 * HOUR),
    ]
    expect(proofOf(again).seenUpTo).toBe(hour + 12 * HOUR)
  })

  it('is not covered by a look of which a minute is missing', () => {
    const proof = proofOf(answered([aWindow(hour + MINUTE, hour + HOUR)], now))

    expect(proof.covered).toBe(false)
    expect(union(proof.holes)).toEqual([{ from: hour, to: hour + MINUTE }])
    expect(proof.seenUpTo).toBeUndefined()
  })

  it.each([
    ['open', 'not asked yet'],
    ['dead', 'given up on after 10 tries: 500: no'],
    ['lost', 'nobody asked while the service still kept it'],
  ] as const)('names a window that is %s', (state, because) => {
    const windows = [
      ...answered([first], now),
      { ...second, state, ...(state === 'open' ? {} : { because }) },
    ]

    expect(proofOf(windows).holes).toEqual([
      { from: hour + 30 * MINUTE, to: hour + HOUR, kind: state, because },
    ])
  })

  it('that nobody ever planned is a hole too, with the permission that was missing', () => {
    const coverage = denied('403', ['AuditLog.Read.All'])
    const feed = { feed: 'signIns', source: 'signIns', begun: hour + DAY, coverage, at: now } as const

    const [hole] = proofOf([], { feed }).holes

    expect(hole).toMatchObject({ from: hour, to: hour + HOUR, kind: 'notAsked' })
    expect(hole?.because).toContain('AuditLog.Read.All')
  })

  it('that has not settled is not proven, and not held against anybody', () => {
    expect(proofOf([], { now: hour + 40 * MINUTE }).holes.map(({ kind }) => kind)).toEqual([
      'notAsked',
      'notYet',
    ])
  })

  it('counts its own rows out of longer windows', () => {
    const entry: LedgerEntry = {
      feed: 'signIns',
      round: 0,
      from: hour - DAY,
      to: hour + DAY,
      askFrom: hour - DAY,
      at: now,
      act: 'answered',
      rowsByHour: { '2026-11-10T03': 7, '2026-11-10T04': 100 },
    }
    const windows = answered([aWindow(hour - DAY, hour + DAY)], now)

    const proof = proofOf(windows, {
      entries: [entry, { ...entry, from: hour + DAY, askFrom: hour + DAY, to: hour + 2 * DAY }],
    })

    expect(proof.rows).toBe(7)
    expect(proof.attempts).toEqual([entry])
  })

  it('is not covered by windows that were split, and not holed by them either', () => {
    const split = aWindow(hour, hour + HOUR, { state: 'split' })

    expect(proofOf([split, ...answered([first, second], now)]).covered).toBe(true)
    expect(proofOf([split]).covered).toBe(false)
  })
})

describe('how long it will take', () => {
  const counted = answered([aWindow(hour, hour + HOUR)], now, 9_000)

  it('follows from the rows that were counted: 500 a second', () => {
    const estimate = estimateOf([...counted, aWindow(hour + HOUR, hour + 101 * HOUR)])

    expect(estimate).toEqual({ hours: 100, rows: 900_000 })
    expect(durationOf([estimate])).toBe(1_800_000)
  })

  it('is not known before anything was counted', () => {
    expect(durationOf([estimateOf([aWindow(hour, hour + HOUR)])])).toBeUndefined()
    expect(durationOf([estimateOf([])])).toBe(0)
  })
})
