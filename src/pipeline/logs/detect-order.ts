/** The order in which hits are told. */
import type { DetectionHit } from '#model/detection.ts'

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

/** Two lists in order as one. */
export function merged(one: DetectionHit[], other: DetectionHit[]): DetectionHit[] {
  if (one.length === 0) return other
  const all: DetectionHit[] = []
  let [at, beside] = [0, 0]
  while (at < one.length && beside < other.length) {
    const isFirst = byTime(one[at] as DetectionHit, other[beside] as DetectionHit) <= 0
    all.push((isFirst ? one[at++] : other[beside++]) as DetectionHit)
  }
  while (at < one.length) all.push(one[at++] as DetectionHit)
  while (beside < other.length) all.push(other[beside++] as DetectionHit)
  return all
}
