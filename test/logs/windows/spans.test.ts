/** Arithmetic of spans, against counting minute by minute. */
import { describe, expect, it } from 'vitest'
import { alignDown, alignUp, common, lengthOf, union, without } from '#logs/windows/spans.ts'
import type { Span } from '#model/events/log-window.ts'
import { mulberry, seedOfRun } from '../../collect/random.ts'

const seed = seedOfRun()
console.log(`spans.test.ts: seed ${seed} (KEYWARD_TEST_SEED=${seed} repeats it)`)
const random = mulberry(seed)

const MOMENTS = 24
const aSpan = (): Span => {
  const from = Math.floor(random() * MOMENTS)
  return { from, to: Math.min(MOMENTS, from + Math.floor(random() * 8)) }
}
const someSpans = (): readonly Span[] => Array.from({ length: Math.floor(random() * 7) }, aSpan)
const moments = (spans: readonly Span[]): readonly number[] =>
  Array.from({ length: MOMENTS }, (_, at) => at).filter((at) =>
    spans.some(({ from, to }) => from <= at && at < to),
  )

describe('spans', () => {
  it('together, without each other and in common hold the moments that they should, and are as few as can be', () => {
    for (let round = 0; round < 5_000; round += 1) {
      const [span, others] = [aSpan(), someSpans()]
      const own = moments([span])
      const taken = new Set(moments(others))

      const [rest, all] = [without(span, others), union(others)]

      expect(moments(rest)).toEqual(own.filter((at) => !taken.has(at)))
      expect(moments(all)).toEqual([...taken])
      expect(lengthOf(others)).toBe(taken.size)
      for (const list of [rest, all])
        for (const [index, one] of list.entries()) {
          expect(one.to).toBeGreaterThan(one.from)
          expect(one.from).toBeGreaterThan(list[index - 1]?.to ?? -1)
        }
      const other = aSpan()
      const both = common(span, other)
      expect(both === undefined ? [] : moments([both])).toEqual(
        own.filter((at) => moments([other]).includes(at)),
      )
    }
  })

  it('begin and end on multiples', () => {
    expect([alignDown(61, 30), alignDown(60, 30), alignUp(61, 30), alignUp(60, 30)]).toEqual([60, 60, 90, 60])
  })
})
