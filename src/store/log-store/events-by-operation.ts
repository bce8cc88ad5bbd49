/** Events of some operations with the parameters that they were called with. */
import { literal } from '../duckdb.ts'
import type { OpenLogs } from './log-store.ts'

export interface CalledOperation {
  readonly source: string
  readonly id: string
  /** Milliseconds since 1970. */
  readonly time: number | null
  readonly operation: string | null
  readonly result: string | null
  /** Who, by whatever the record names first. */
  readonly actor: string | null
  /** What it was done to. */
  readonly target: string | null
  /** By name; none where the record has none or they cannot be read. */
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * The newest events of these operations, in the order of their times. What has only begun is left out: its end is an
 * event of its own.
 * @param operations in lower case and without a full stop at the end
 */
export async function eventsByOperation(
  { connection, relation }: OpenLogs,
  operations: readonly string[],
  limit: number,
): Promise<readonly CalledOperation[]> {
  const list = operations.map(literal).join(', ')
  const reader = await connection.runAndReadAll(`
    SELECT source, id, epoch_ms(time), operation, result, coalesce("user", "userId", "servicePrincipalName", app),
      coalesce("resourceId", "objectId", resource), parameters
    FROM ${relation} WHERE lower(rtrim(operation, '. ')) IN (${list}) AND coalesce(lower("resultCode"), '') NOT IN ('start', 'started')
    ORDER BY time DESC NULLS LAST, id LIMIT ${limit}`)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const rows = reader.getRows().map((row) => ({
    source: text(row[0]) ?? 'other',
    id: text(row[1]) ?? '',
    time: row[2] === null ? null : Number(row[2]),
    operation: text(row[3]),
    result: text(row[4]),
    actor: text(row[5]),
    target: text(row[6]),
    parameters: fieldsIn(text(row[7])),
  }))
  return rows.toReversed()
}

function fieldsIn(json: string | null): Readonly<Record<string, string>> {
  if (json === null) return {}
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch {
    return {}
  }
}
