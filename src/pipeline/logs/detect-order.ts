/** Hundreds of thousands of hits in the order of their times: numbers are sorted, not objects. */
import type { DetectionHit } from '#model/detection.ts'

/** Hits with their times beside them, in milliseconds since 1970; a lost time is infinite. */
export interface TimedHits {
  readonly hits: readonly DetectionHit[]
  readonly times: Float64Array
}

/** Events without a time come last; those of one time in the order of their ids. */
export function byTime(
  one: Pick<DetectionHit, 'eventId' | 'time'>,
  other: Pick<DetectionHit, 'eventId' | 'time'>,
): number {
  // Times are written alike, so that their texts have the order of the times.
  if (one.time !== other.time) {
    if (one.time === null || other.time === null) return one.time === null ? 1 : -1
    return one.time < other.time ? -1 : 1
  }
  return one.eventId < other.eventId ? -1 : one.eventId > other.eventId ? 1 : 0
}

/** Fewer are as quick to compare one with another. */
const WORTH_NUMBERS = 64

/** All hits of some runs in the order of `byTime`. */
export function inOrder(runs: readonly TimedHits[]): DetectionHit[] {
  const hits = runs.flatMap((run) => run.hits)
  const keys = hits.length < WORTH_NUMBERS ? undefined : sortedKeys(runs, hits.length)
  if (keys === undefined) return hits.sort(byTime)
  const count = hits.length
  const ordered = Array.from(keys, (key) => hits[key % count] as DetectionHit)
  sortEqual(
    ordered,
    keys.map((key) => Math.floor(key / count)),
  )
  return ordered
}

/** Sorted numbers of time and place; undefined where both together are more than a number holds. */
function sortedKeys(runs: readonly TimedHits[], count: number): Float64Array | undefined {
  const keys = new Float64Array(count)
  let at = 0
  for (const { times } of runs) {
    keys.set(times, at)
    at += times.length
  }
  const { first, last } = range(keys)
  // Behind the last, so that hits without a time stay behind those with one.
  const without = last + 1
  if ((without - first + 1) * count > Number.MAX_SAFE_INTEGER) return undefined
  for (let place = 0; place < count; place += 1) {
    const time = keys[place] ?? 0
    keys[place] = ((Number.isFinite(time) ? time : without) - first) * count + place
  }
  return keys.sort()
}

function range(times: Float64Array): { first: number; last: number } {
  let first = Number.MAX_SAFE_INTEGER
  let last = 0
  for (const time of times) {
    if (!Number.isFinite(time)) continue
    if (time < first) first = time
    if (time > last) last = time
  }
  return { first: Math.min(first, last), last }
}

/** Hits of one time in the order of their ids. */
function sortEqual(hits: DetectionHit[], times: Float64Array): void {
  for (let from = 0; from < hits.length; ) {
    let to = from + 1
    while (to < hits.length && times[to] === times[from]) to += 1
    if (to - from > 1) {
      const equal = hits.slice(from, to).sort(byTime)
      for (const [place, hit] of equal.entries()) hits[from + place] = hit
    }
    from = to
  }
}
