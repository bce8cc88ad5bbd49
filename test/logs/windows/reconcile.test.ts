/** Second looks: three hours after a block closed, a third for the unified log, and more only while they bring something. */
import { describe, expect, it } from 'vitest'
import { UNIFIED_ROUNDS } from '#logs/windows/policy.ts'
import { planReconciliation } from '#logs/windows/reconcile.ts'
import { union } from '#logs/windows/spans.ts'
import type { LogWindow } from '#model/events/log-window.ts'
import { answered, aPolicy, at, aWindow, DAY, HOUR, MINUTE } from './builders.ts'

const block = { from: at('2026-11-10'), to: at('2026-11-10T12:00:00Z') }
const begun = block.from
const policy = aPolicy()

/** The block, answered half an hour after each half hour. */
function firstLooks(): LogWindow[] {
  const windows: LogWindow[] = []
  for (let from = block.from; from < block.to; from += 30 * MINUTE)
    windows.push(...answered([aWindow(from, from + 30 * MINUTE)], from + 40 * MINUTE))
  return windows
}

const planAt = (now: number, windows: readonly LogWindow[], own = policy) =>
  planReconciliation({ policy: own, windows, now, begun }).filter(({ from }) => from < block.to)

describe('a block of twelve hours', () => {
  it('is not looked at again before three hours have passed since its close', () => {
    expect(planAt(block.to + 3 * HOUR - 1, firstLooks())).toEqual([])
  })

  it('is looked at again then, as a whole', () => {
    const planned = planAt(block.to + 3 * HOUR, firstLooks())

    expect(union(planned)).toEqual([block])
    expect(planned.map(({ round, state }) => [round, state])).toEqual([[1, 'open']])
  })

  it('is not looked at twice in the same round', () => {
    const windows = firstLooks()
    const now = block.to + 3 * HOUR
    const open = planAt(now, windows)

    expect(planAt(now + HOUR, [...windows, ...open])).toEqual([])
    expect(planAt(now + (40 * DAY) / 10, [...windows, ...answered(open, now + HOUR)])).toEqual([])
  })

  it('is not looked at again where the first look was late enough', () => {
    const late = answered([aWindow(block.from, block.to)], block.to + 3 * HOUR)
    const half = [
      ...answered([aWindow(block.from, block.from + HOUR)], block.to + 4 * HOUR),
      ...firstLooks().slice(2),
    ]

    expect(planAt(block.to + 5 * HOUR, late)).toEqual([])
    expect(union(planAt(block.to + 5 * HOUR, half))).toEqual([{ from: block.from + HOUR, to: block.to }])
  })

  it('is looked at once more when the second look brought something new', () => {
    const windows = firstLooks()
    const second = answered(planAt(block.to + 3 * HOUR, windows), block.to + 3 * HOUR, 2)

    const third = planAt(block.to + 48 * HOUR, [...windows, ...second])

    expect(third.map(({ round }) => round)).toEqual([2])
    const brought = [...windows, ...second, ...answered(third, block.to + 48 * HOUR, 1)]
    expect(planAt(block.to + 7 * DAY, brought).map(({ round }) => round)).toEqual([3])
    const none = [...windows, ...second, ...answered(third, block.to + 48 * HOUR, 0)]
    expect(planAt(block.to + 7 * DAY, none)).toEqual([])
  })

  it('that nobody could answer is left to its first looks', () => {
    const waiting = firstLooks().map((one): LogWindow => ({ ...one, state: 'open' }))
    const dead = firstLooks().map((one): LogWindow => ({ ...one, state: 'dead' }))

    expect(planAt(block.to + 5 * HOUR, waiting)).toEqual([])
    expect(planAt(block.to + 5 * HOUR, dead)).toEqual([])
  })
})

describe('a block of the unified log', () => {
  const unified = aPolicy(UNIFIED_ROUNDS)

  it('is looked at a third time after 48 hours, whatever the second look brought', () => {
    const windows = firstLooks()
    const second = answered(planAt(block.to + 3 * HOUR, windows, unified), block.to + 3 * HOUR, 0)

    const third = planAt(block.to + 48 * HOUR, [...windows, ...second], unified)

    expect(third.map(({ round }) => round)).toEqual([2])
    expect(union(third)).toEqual([block])
  })

  it('is looked at once where both moments have passed', () => {
    expect(planAt(block.to + 60 * HOUR, firstLooks(), unified).map(({ round }) => round)).toEqual([2])
  })
})
