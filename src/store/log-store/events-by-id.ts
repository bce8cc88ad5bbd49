/** Events by their ids. */
import type { OpenLogs } from './log-store.ts'

/** Who did something, in short. */
export interface BriefEvent {
  readonly source: string
  readonly id: string
  /** Milliseconds since 1970. */
  readonly time: number | null
  readonly operation: string | null
  readonly result: string | null
  readonly user: string | null
  readonly userId: string | null
  readonly app: string | null
  readonly actorType: string | null
  readonly ip: string | null
}

/** Control characters never stand in an id: the spool takes them out. */
const BETWEEN = '\x1e'
const WITHIN = '\x1f'

/** The events, as far as they are there. @param wanted ids with their logs */
export async function eventsById(
  { connection, relation }: OpenLogs,
  wanted: readonly { readonly source: string; readonly id: string }[],
): Promise<readonly BriefEvent[]> {
  if (wanted.length === 0) return []
  const keys = wanted.map(({ source, id }) => `${source}${WITHIN}${id}`).join(BETWEEN)
  const reader = await connection.runAndReadAll(
    `SELECT source, id, epoch_ms(time), operation, result, "user", "userId", coalesce(app, "servicePrincipalName"), "actorType", ip
     FROM ${relation} WHERE concat(source, chr(31), id) IN (SELECT unnest(string_split($1, chr(30))))`,
    [keys],
  )
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return reader.getRows().map((row) => ({
    source: text(row[0]) ?? 'other',
    id: text(row[1]) ?? '',
    time: row[2] === null ? null : Number(row[2]),
    operation: text(row[3]),
    result: text(row[4]),
    user: text(row[5]),
    userId: text(row[6]),
    app: text(row[7]),
    actorType: text(row[8]),
    ip: text(row[9]),
  }))
}
