/** The newest events of one log with their columns, for those who make records of them. */
import type { LogSource } from '#model/events/log-event.ts'
import type { OpenLogs } from './log-store.ts'

const COLUMNS = [
  'id',
  'operation',
  'operationType',
  'category',
  'service',
  'result',
  'resultCode',
  'user',
  'userId',
  'userName',
  'actorType',
  'actorTenant',
  'foreignTenant',
  'app',
  'appId',
  'servicePrincipalId',
  'resource',
  'resourceId',
  'subscriptionId',
  'ip',
  'correlationId',
  'targets',
] as const

export type NewestEvent = Readonly<Record<(typeof COLUMNS)[number], string | null>> & {
  /** Milliseconds since 1970. */
  readonly time: number
  /** The record as it was exported; null where it was not asked for. */
  readonly raw: string | null
}

/** Which of them, in milliseconds since 1970, and how many at most. */
export interface NewestWanted {
  readonly from: number
  readonly to: number
  readonly limit: number
  readonly withRaw: boolean
}

export interface NewestEvents {
  /** In the order of their times. */
  readonly events: readonly NewestEvent[]
  /** True where there are more, older ones. */
  readonly isCut: boolean
}

/** Reads them; what somebody only looked at is left out. */
export async function newestEvents(
  logs: OpenLogs,
  source: LogSource,
  { from, to, limit, withRaw }: NewestWanted,
): Promise<NewestEvents> {
  const list = COLUMNS.map((name) => `"${name}"`).join(', ')
  const reader = await logs.connection.runAndReadAll(`
    SELECT epoch_ms(time), ${withRaw ? 'raw' : 'NULL'}, ${list} FROM ${logs.relationOf(source)}
    WHERE time BETWEEN epoch_ms(${from}::BIGINT) AND epoch_ms(${to}::BIGINT) AND whole AND coalesce(kind, '') <> 'read'
    ORDER BY time DESC, id LIMIT ${limit + 1}`)
  const rows = reader.getRows()
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const events = rows.slice(0, limit).map((row): NewestEvent => {
    const columns = COLUMNS.map((name, at) => [name, text(row[at + 2])] as const)
    return {
      ...(Object.fromEntries(columns) as Record<(typeof COLUMNS)[number], string | null>),
      time: Number(row[0]),
      raw: text(row[1]),
    }
  })
  return { events: events.toReversed(), isCut: rows.length > limit }
}
