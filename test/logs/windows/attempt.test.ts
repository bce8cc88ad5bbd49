/** What becomes of a window: done, asked again later and later, halved, or given up on with its reason. */
import { describe, expect, it } from 'vitest'
import {
  afterAttempt,
  isDue,
  MOST_FAILURES,
  type Outcome,
  reopened,
  waitAfter,
} from '#logs/windows/attempt.ts'
import { lengthOf, union } from '#logs/windows/spans.ts'
import type { LogWindow } from '#model/events/log-window.ts'
import { aPolicy, aWindow, DAY, HOUR, MINUTE, NOW } from './builders.ts'

const policy = aPolicy()
const tally = { pages: 2, rows: 30, added: 20, duplicates: 10, quarantined: 0 }
const moment = { now: NOW, random: 0 }
const window = aWindow(NOW - 2 * HOUR, NOW - HOUR, { handle: 'q@1' })
const failed: Outcome = { kind: 'failed', because: '500: no', tally }

describe('a window that is answered', () => {
  it('is done, with what counts and when', () => {
    const {
      window: after,
      entry,
      halves,
    } = afterAttempt(policy, window, { kind: 'answered', tally, rowsByHour: { '2026-11-15T06': 30 } }, moment)

    expect(after).toMatchObject({ state: 'done', answeredAt: NOW, tally })
    expect(after.handle).toBeUndefined()
    expect(halves).toEqual([])
    expect(entry).toMatchObject({ act: 'answered', at: NOW, tally, rowsByHour: { '2026-11-15T06': 30 } })
  })
})

describe('a window that fails', () => {
  it('waits five minutes, twice as long each time, four hours at the most, and a little longer by chance', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((failures) => waitAfter(failures, 0) / MINUTE)

    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 240, 240])
    expect(waitAfter(1, 1) / MINUTE).toBe(6)
    expect(waitAfter(30, 1) / MINUTE).toBe(288)
  })

  it('is given up on after so many tries, and says why', () => {
    let current: LogWindow = window
    const acts: string[] = []
    for (let tries = 1; tries <= MOST_FAILURES; tries += 1) {
      expect(current.state).toBe('open')
      const change = afterAttempt(policy, current, failed, { now: NOW + tries * DAY, random: 0.5 })
      acts.push(change.entry.act)
      current = change.window
    }

    expect(current).toMatchObject({ state: 'dead', tries: MOST_FAILURES })
    expect(current.because).toBe(`given up on after ${MOST_FAILURES} tries: 500: no`)
    expect(acts).toEqual([...Array<string>(MOST_FAILURES - 1).fill('failed'), 'dead'])
  })

  it('gets all its tries again when somebody asks for it', () => {
    const dead: LogWindow = { ...window, state: 'dead', tries: MOST_FAILURES }

    expect(reopened(dead, NOW).window).toMatchObject({ state: 'open', tries: 0, nextAttempt: NOW })
  })

  it('is not counted as a failure when the service said no to the whole feed', () => {
    const change = afterAttempt(policy, window, { kind: 'refused', because: '403: no', tally }, moment)

    expect(change.window).toMatchObject({ state: 'open', tries: 0 })
  })
})

describe('a window with too many pages', () => {
  it('is halved where it meets, and loses nothing of its overlap', () => {
    const wide = aWindow(NOW - 3 * HOUR, NOW - HOUR, { askFrom: NOW - 3 * HOUR - 5 * MINUTE, tries: 1 })

    const { window: after, halves } = afterAttempt(
      policy,
      wide,
      { kind: 'tooFull', tally, rowsByHour: {}, seen: undefined },
      moment,
    )

    expect(after.state).toBe('split')
    expect(union(halves)).toEqual([{ from: wide.from, to: wide.to }])
    expect(halves.map(({ from, askFrom }) => from - askFrom)).toEqual([5 * MINUTE, 0])
    expect(halves.every(({ tries, state }) => tries === 1 && state === 'open')).toBe(true)
  })

  it('is cut into as many parts as the rows that were seen call for, each of them cut at whole seconds', () => {
    const day = aWindow(NOW - DAY, NOW)
    // Newest first: twenty pages reached two hours back, so the day has twelve times as many.
    const full = { ...tally, pages: 20, rows: 20 * 999 }
    const seen = { from: NOW - 2 * HOUR, to: NOW }

    const { halves } = afterAttempt(
      policy,
      day,
      { kind: 'tooFull', tally: full, rowsByHour: {}, seen },
      moment,
    )

    expect(halves).toHaveLength(24)
    expect(union(halves)).toEqual([{ from: day.from, to: day.to }])
    expect(lengthOf(halves)).toBe(halves.reduce((sum, { from, to }) => sum + to - from, 0))
    expect(halves.every(({ from, to }) => from % 1000 === 0 && to % 1000 === 0)).toBe(true)
  })

  it('is never cut shorter than the shortest', () => {
    const five = aWindow(NOW - 5 * MINUTE, NOW)
    const seen = { from: NOW - 1000, to: NOW }

    const { halves } = afterAttempt(
      policy,
      five,
      { kind: 'tooFull', tally: { ...tally, rows: 19_980 }, rowsByHour: {}, seen },
      moment,
    )

    expect(halves).toHaveLength(5)
  })

  it('is halved as well when it times out, while it is long', () => {
    const timedOut: Outcome = { kind: 'timedOut', because: '504', tally }

    const long = afterAttempt(policy, aWindow(NOW - DAY, NOW - HOUR), timedOut, moment)
    const short = afterAttempt(policy, aWindow(NOW - 2 * HOUR, NOW - HOUR), timedOut, moment)

    expect([long.window.state, long.halves.length, long.halves[0]?.tries]).toEqual(['split', 2, 1])
    expect([short.window.state, short.halves.length, short.window.tries]).toEqual(['open', 0, 1])
  })
})

describe('a window that the service is still at work on', () => {
  it('keeps its place at the service and is looked at again soon', () => {
    const waiting: Outcome = { kind: 'waiting', handle: 'q@5', because: 'running' }

    expect(afterAttempt(policy, window, waiting, moment).window).toMatchObject({
      state: 'open',
      handle: 'q@5',
      tries: 0,
      nextAttempt: NOW + 5 * MINUTE,
    })
  })
})

describe('the moment to ask', () => {
  it('has come when it was waited for, and not before the time has settled', () => {
    expect(isDue(aWindow(NOW - HOUR, NOW - 5 * MINUTE), policy, NOW)).toBe(true)
    expect(isDue(aWindow(NOW - HOUR, NOW - 4 * MINUTE), policy, NOW)).toBe(false)
    expect(isDue({ ...window, nextAttempt: NOW + 1 }, policy, NOW)).toBe(false)
    expect(isDue({ ...window, state: 'dead' }, policy, NOW)).toBe(false)
  })

  it('is not put off by a clock that ran ahead when it was set', () => {
    expect(isDue({ ...window, nextAttempt: NOW + 3 * DAY }, policy, NOW)).toBe(true)
    expect(isDue({ ...window, nextAttempt: NOW + 4 * HOUR }, policy, NOW)).toBe(false)
  })
})
