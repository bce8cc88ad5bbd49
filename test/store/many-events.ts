/** Exports of many events over several logs and days, with repeats and rows that were cut off. */
import { mulberry } from '../collect/random.ts'
import { activity, audit, auditData, signIn } from '../logs/samples.ts'

const DAYS = 6

/** Lines of an export: `count` events, of which one in ten was in an earlier one and one in a hundred is cut off. */
export function manyEvents(count: number, from: number, seed: number): readonly string[] {
  const random = mulberry(seed)
  return Array.from({ length: count }, (_, index) => {
    const isRepeat = random() < 0.1
    const number = isRepeat ? Math.floor(random() * (from + 1)) : from + index
    const text = JSON.stringify(eventNumber(number))
    return random() < 0.01 ? text.slice(0, -40) : text
  })
}

function eventNumber(number: number): object {
  const tail = number.toString(16).padStart(12, '0')
  const time = new Date(Date.UTC(2026, 9, 1 + (number % DAYS), number % 24, number % 60)).toISOString()
  // As long as real ones are, and hard to compress.
  const correlationId = `${(number * 2_654_435_761) >>> 0}-${'x'.repeat(number % 700)}`
  if (number % 4 === 0) return { ...audit, id: `Directory_${tail}`, activityDateTime: time, correlationId }
  if (number % 4 === 1)
    return {
      ...auditData,
      Id: `20000000-0000-4000-8000-${tail}`,
      CreationTime: time.slice(0, 19),
      correlationId,
    }
  if (number % 4 === 2)
    return {
      ...activity,
      eventDataId: `30000000-0000-4000-8000-${tail}`,
      eventTimestamp: time,
      correlationId,
    }
  return { ...signIn, id: `40000000-0000-4000-8000-${tail}`, createdDateTime: time, correlationId }
}
