/** Events by their operations: what kinds there are, and those of some kinds. */
import { literal } from '../duckdb.ts'
import type { OpenLogs } from './log-store.ts'
import { type FoundEvents, searchLogs } from './search.ts'

/** Events that agree in all of this, of one actor. */
export interface StoredOperation {
  readonly source: string
  readonly operation: string | null
  readonly category: string | null
  readonly service: string | null
  readonly actor: string
  readonly foreignTenant: string | null
  readonly isProvider: boolean
  readonly count: number
}

/** Who acted, by whatever the record names first. */
const ACTOR = `coalesce("user", "userId", "servicePrincipalName", app, 'nobody named')`
const OF_CHANGES = `coalesce(kind, 'other') NOT IN ('signIn', 'read', 'alert')`

/** Counts all operations but sign-ins, reads and alerts. */
export async function storedOperations({
  connection,
  relation,
}: OpenLogs): Promise<readonly StoredOperation[]> {
  const reader = await connection.runAndReadAll(`
    SELECT source, operation, category, service, ${ACTOR} AS actor, any_value("foreignTenant"),
      bool_or(coalesce(provider = 'true', false)), count(*)
    FROM ${relation} WHERE ${OF_CHANGES} GROUP BY source, operation, category, service, actor`)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return reader.getRows().map((row) => ({
    source: text(row[0]) ?? 'other',
    operation: text(row[1]),
    category: text(row[2]),
    service: text(row[3]),
    actor: text(row[4]) ?? 'nobody named',
    foreignTenant: text(row[5]),
    isProvider: row[6] === true,
    count: Number(row[7]),
  }))
}

export type OperationKind = Pick<StoredOperation, 'source' | 'operation' | 'category' | 'service'>

const TIME_LIMIT_MS = 120_000

/** The newest events of these kinds, without their records. @throws KeywardError `search-too-long` */
export async function eventsOfKinds(
  logs: OpenLogs,
  kinds: readonly OperationKind[],
  limit: number,
  signal?: AbortSignal,
): Promise<FoundEvents> {
  if (kinds.length === 0) return { total: 0, events: [] }
  const keys = [
    ...new Set(
      kinds.map(({ source, operation, category, service }) => keyOf([source, operation, category, service])),
    ),
  ]
  const key = `concat_ws(chr(31), source, coalesce(operation, ''), coalesce(category, ''), coalesce(service, ''))`
  const relation = `(SELECT * REPLACE (NULL::VARCHAR AS raw) FROM ${logs.relation}
    WHERE ${OF_CHANGES} AND ${key} IN (${keys.map(literal).join(', ')}))`
  return searchLogs({ ...logs, relation }, [], {
    limit,
    timeLimitMs: TIME_LIMIT_MS,
    ...(signal ? { signal } : {}),
  })
}

const keyOf = (parts: readonly (string | null)[]): string => parts.map((part) => part ?? '').join('\x1f')
