/** The store by days and parts of logs, what came how late, and what clocks cannot have meant. */
import type { OpenLogs } from './log-store.ts'

/** Events of a part of a log on a day. */
export interface StoredStream {
  readonly source: string
  readonly service: string
  readonly recordType: string | null
  /** Whole days since 1970. */
  readonly day: number
  readonly events: number
}

/** Counts by log, service, record type and day. @param now milliseconds since 1970: what lies after it is left out */
export async function storedStreams(
  { connection, relation }: OpenLogs,
  now: number,
): Promise<readonly StoredStream[]> {
  const reader = await connection.runAndReadAll(`
    SELECT source, coalesce(service, ''), "recordType", epoch_ms(time) // 86400000 AS day, count(*)
    FROM ${relation} WHERE time <= epoch_ms(${now}::BIGINT) GROUP BY ALL ORDER BY source, day`)
  return reader.getRows().map(([source, service, recordType, day, events]) => ({
    source: String(source),
    service: String(service),
    recordType: typeof recordType === 'string' ? recordType : null,
    day: Number(day),
    events: Number(events),
  }))
}

export interface StoredDelayDay {
  readonly source: string
  /** Whole days since 1970. */
  readonly day: number
  readonly events: number
  /** Half of them came sooner. */
  readonly minutes: number
}

/** How late events came, by the day on which they happened; only where records say. */
export async function storedDelayDays(
  { connection, relation }: OpenLogs,
  now: number,
): Promise<readonly StoredDelayDay[]> {
  const reader = await connection.runAndReadAll(`
    SELECT source, epoch_ms(time) // 86400000 AS day, count(*), median(epoch_ms(seen) - epoch_ms(time)) / 60000.0
    FROM ${relation} WHERE seen >= time AND time <= epoch_ms(${now}::BIGINT) GROUP BY source, day ORDER BY source, day`)
  return reader.getRows().map(([source, day, events, minutes]) => ({
    source: String(source),
    day: Number(day),
    events: Number(events),
    minutes: Number(minutes),
  }))
}

export interface StoredClock {
  readonly source: string
  /** Events that lie in the future. */
  readonly future: number
  /** The latest of them, ISO 8601; null where there is none. */
  readonly furthest: string | null
  /** Events that were to be seen before they happened. */
  readonly seenBefore: number
}

/** Times that cannot be. @param now milliseconds since 1970 @param tolerance as far as clocks differ anyway */
export async function storedClocks(
  { connection, relation }: OpenLogs,
  now: number,
  tolerance: number,
): Promise<readonly StoredClock[]> {
  const late = `time > epoch_ms(${now + tolerance}::BIGINT)`
  const reader = await connection.runAndReadAll(`
    SELECT source, count(*) FILTER (WHERE ${late}), epoch_ms(max(time) FILTER (WHERE ${late})),
      count(*) FILTER (WHERE epoch_ms(time) - epoch_ms(seen) > ${tolerance})
    FROM ${relation} GROUP BY source ORDER BY source`)
  return reader.getRows().map(([source, future, furthest, seenBefore]) => ({
    source: String(source),
    future: Number(future),
    furthest: furthest === null ? null : new Date(Number(furthest)).toISOString(),
    seenBefore: Number(seenBefore),
  }))
}
