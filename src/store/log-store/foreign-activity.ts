/** What people of other tenants did, counted where it lies: millions of sign-ins become a row for each kind. */
import type { OpenLogs } from './log-store.ts'
import { type FoundEvent, searchLogs } from './search.ts'

/** Events that agree in all of this. */
export interface ForeignActivity {
  /** In lower case; null where the record only says that a provider acted. */
  readonly tenantId: string | null
  /** The record itself says that a service provider acted. */
  readonly isProvider: boolean
  readonly userId: string | null
  readonly user: string | null
  readonly source: string
  readonly service: string | null
  readonly kind: string | null
  readonly isInteractive: string | null
  readonly result: string | null
  readonly operation: string | null
  readonly count: number
  /** Milliseconds since 1970; null where no record has a time. */
  readonly first: number | null
  readonly last: number | null
}

/** Counts everything by people of other tenants. */
export async function foreignActivity({
  connection,
  relation,
}: OpenLogs): Promise<readonly ForeignActivity[]> {
  const reader = await connection.runAndReadAll(`
    SELECT "foreignTenant", coalesce(provider = 'true', false), "userId", any_value("user"), source, service, kind,
      "isInteractive", result, operation, count(*), epoch_ms(min(time)), epoch_ms(max(time))
    FROM ${relation} WHERE "foreignTenant" IS NOT NULL OR provider = 'true'
    GROUP BY "foreignTenant", provider, "userId", source, service, kind, "isInteractive", result, operation`)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const millis = (value: unknown) => (value === null || value === undefined ? null : Number(value))
  return reader.getRows().map((row) => ({
    tenantId: text(row[0]),
    isProvider: row[1] === true,
    userId: text(row[2]),
    user: text(row[3]),
    source: text(row[4]) ?? 'other',
    service: text(row[5]),
    kind: text(row[6]),
    isInteractive: text(row[7]),
    result: text(row[8]),
    operation: text(row[9]),
    count: Number(row[10]),
    first: millis(row[11]),
    last: millis(row[12]),
  }))
}

const MOST_SHOWN = 50
const TIME_LIMIT_MS = 60_000

/**
 * Sign-ins whose record says two things: a service provider of one's own tenant, or another home and no way in from
 * outside. Either the flag or the tenant is wrong.
 */
export async function contradictions(
  logs: OpenLogs,
  microsofts: readonly string[],
): Promise<{ readonly total: number; readonly events: readonly FoundEvent[] }> {
  const list = microsofts.map((id) => `'${id}'`).join(', ')
  const relation = `(SELECT * FROM ${logs.relation} WHERE kind = 'signIn' AND "actorTenant" IS NOT NULL AND "resourceTenant" IS NOT NULL
    AND "actorTenant" NOT IN (${list}) AND (
      (contains(lower(coalesce("crossTenant", '')), 'serviceprovider') AND "actorTenant" = "resourceTenant")
      OR (lower("crossTenant") = 'none' AND "actorTenant" <> "resourceTenant" AND source IN ('signIns', 'nonInteractiveSignIns'))))`
  return searchLogs({ ...logs, relation }, [], { limit: MOST_SHOWN, timeLimitMs: TIME_LIMIT_MS })
}
