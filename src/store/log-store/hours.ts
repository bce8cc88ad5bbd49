/** The store by hours, and how late events came. */
import type { OpenLogs } from './log-store.ts'

export interface StoredHour {
  readonly source: string
  /** Whole hours since 1970. */
  readonly hour: number
  readonly human: number
  readonly system: number
}

/** How long after an event its service let it be seen, in milliseconds; only where records say. */
export interface StoredDelay {
  readonly source: string
  readonly events: number
  readonly median: number
  readonly most: number
  /** Nineteen of twenty came sooner. */
  readonly usual: number
}

export interface StoredFields {
  readonly source: string
  readonly events: number
  readonly undated: number
  readonly recovered: number
}

/** Counts by log and hour; programs are applications, the service itself, and everything that is no person. */
export async function storedHours({ connection, relation }: OpenLogs): Promise<readonly StoredHour[]> {
  const reader = await connection.runAndReadAll(`
    SELECT source, epoch_ms(time) // 3600000 AS hour,
      count(*) FILTER (WHERE coalesce("actorType", 'user') = 'user' AND "userId" IS NOT NULL OR "user" LIKE '%@%') AS human,
      count(*) - human AS system
    FROM ${relation} WHERE time IS NOT NULL GROUP BY source, hour ORDER BY source, hour`)
  return reader.getRows().map(([source, hour, human, system]) => ({
    source: String(source),
    hour: Number(hour),
    human: Number(human),
    system: Number(system),
  }))
}

/** Delays by log. */
export async function storedDelays({ connection, relation }: OpenLogs): Promise<readonly StoredDelay[]> {
  const reader = await connection.runAndReadAll(`
    SELECT source, count(*), quantile_disc(delay, 0.5), quantile_disc(delay, 0.95), max(delay)
    FROM (SELECT source, epoch_ms(seen) - epoch_ms(time) AS delay FROM ${relation} WHERE seen >= time)
    GROUP BY source ORDER BY source`)
  return reader.getRows().map(([source, events, median, usual, most]) => ({
    source: String(source),
    events: Number(events),
    median: Number(median),
    usual: Number(usual),
    most: Number(most),
  }))
}

/** How many events have no time, and how many were recovered from rows that were cut off. */
export async function storedFaults({ connection, relation }: OpenLogs): Promise<readonly StoredFields[]> {
  const reader = await connection.runAndReadAll(`
    SELECT source, count(*), count(*) FILTER (WHERE time IS NULL), count(*) FILTER (WHERE NOT whole)
    FROM ${relation} GROUP BY source ORDER BY source`)
  return reader.getRows().map(([source, events, undated, recovered]) => ({
    source: String(source),
    events: Number(events),
    undated: Number(undated),
    recovered: Number(recovered),
  }))
}
