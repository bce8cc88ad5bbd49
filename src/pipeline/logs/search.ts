/** Searching the logs of a tenant (design §7). */
import { parseQuery } from '#logs/query/query.ts'
import type { LogSource, LogTarget } from '#model/events/log-event.ts'
import { type FoundEvent, searchLogs } from '#store/log-store/search.ts'
import type { TenantStore } from '#store/store.ts'

/** An event as searches show it. */
export interface ShownEvent {
  readonly id: string
  /** ISO 8601; null where it is lost. */
  readonly time: string | null
  readonly source: LogSource
  readonly kind: string | null
  readonly operation: string | null
  readonly result: string | null
  readonly user: string | null
  readonly userId: string | null
  readonly actorTenant: string | null
  readonly ip: string | null
  readonly app: string | null
  readonly targets: readonly LogTarget[]
  /** Somebody from elsewhere: whose, as far as it is known. */
  readonly partner?: { readonly tenantId: string | null; readonly name: string | null }
  /** True for a row that was cut off: this is what could be read of it. */
  readonly recovered?: true
  readonly raw?: string
}

export interface SearchResult {
  readonly total: number
  readonly events: readonly ShownEvent[]
}

export interface SearchRequest {
  readonly query: string
  readonly now: Date
  readonly limit: number
  readonly timeLimitMs: number
  /** With the records as they were exported. */
  readonly raw?: boolean
  readonly signal?: AbortSignal
  /** Names of tenants by id in lower case. */
  readonly names?: ReadonlyMap<string, string>
}

/** Finds events, the newest first. @throws KeywardError `query-invalid`, `search-too-long` */
export async function searchEvents(tenant: TenantStore, request: SearchRequest): Promise<SearchResult> {
  const { terms, after, before } = parseQuery(request.query, request.now)
  const range = {
    ...(after === undefined ? {} : { from: after }),
    ...(before === undefined ? {} : { to: before }),
  }
  const isBounded = after !== undefined || before !== undefined
  const { limit, timeLimitMs, signal } = request
  const found = await tenant.logs.read(range, (logs) =>
    searchLogs(
      // Without a time nobody can say that an event lies in the span.
      isBounded ? { ...logs, relation: `(SELECT * FROM ${logs.relation} WHERE time IS NOT NULL)` } : logs,
      terms,
      { limit, timeLimitMs, ...(signal ? { signal } : {}) },
    ),
  )
  return { total: found.total, events: found.events.map((event) => shown(event, request)) }
}

/** An event as it is shown; the record itself only where it is asked for or is all there is. */
export function shown(
  event: FoundEvent,
  { raw = false, names }: Pick<SearchRequest, 'raw' | 'names'> = {},
): ShownEvent {
  const tenantId = event.foreignTenant
  const isForeign = tenantId !== null || event.provider === 'true'
  return {
    id: event.id ?? '',
    time: event.time === null ? null : new Date(event.time).toISOString(),
    source: (event.source ?? 'other') as LogSource,
    kind: event.kind,
    operation: event.operation,
    result: event.result,
    user: event.user,
    userId: event.userId,
    actorTenant: event.actorTenant,
    ip: event.ip,
    app: event.app ?? event.servicePrincipalName,
    targets: targetsIn(event.targets),
    ...(isForeign
      ? { partner: { tenantId, name: tenantId === null ? null : (names?.get(tenantId) ?? null) } }
      : {}),
    ...(event.whole ? {} : { recovered: true as const }),
    ...(raw || !event.whole ? { raw: event.raw ?? '' } : {}),
  }
}

function targetsIn(text: string | null): readonly LogTarget[] {
  if (text === null) return []
  try {
    return JSON.parse(text) as LogTarget[]
  } catch {
    // A column is cut where it would be longer than 64 KB.
    return []
  }
}
