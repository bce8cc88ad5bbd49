import { auditRecord, recordTypeName } from '../../logs/items.ts'
import type { AuditQuery } from '../../logs/audit-queries.ts'
import type { Item } from '../../estate/types.ts'
import { notFound } from '../errors.ts'
import { type Call, collection, entity, type Route } from '../route.ts'
import { fromList } from '../source.ts'

export const AUDIT_QUERIES = '/v1.0/security/auditLog/queries'

const zulu = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** A search as the service shows it. */
export function auditQueryRow({ id, displayName, from, to, readyAt, fails }: AuditQuery, now: number): Item {
  const found = fails ? 'failed' : 'succeeded'
  return {
    id,
    displayName,
    filterStartDateTime: zulu(from),
    filterEndDateTime: zulu(to),
    recordTypeFilters: [],
    keywordFilter: null,
    serviceFilters: [],
    operationFilters: [],
    userPrincipalNameFilters: [],
    ipAddressFilters: [],
    objectIdFilters: [],
    administrativeUnitIdFilters: [],
    status: now >= readyAt ? found : 'running',
  }
}

function queryIn({ state, parameter }: Call): AuditQuery {
  const found = state.auditQueries.find(parameter('id'))
  if (!found) throw notFound(parameter('id'))
  return found
}

/** What could be seen when the search was done; later events need another search. */
function recordsOf(call: Call): readonly Item[] {
  const { state } = call
  const { from, to, readyAt } = queryIn(call)
  if (state.clock() < readyAt) return []
  return state.logs
    .rows({ kind: 'unifiedAudit', from, to, now: readyAt })
    .map((item) => auditRecord(item, recordTypeName(item)))
}

/** The service's own choice, for which no option is documented (unverified). */
const RECORDS_PER_PAGE = 150

export const auditQueryRoutes: readonly Route[] = [
  entity({
    template: `${AUDIT_QUERIES}/{id}`,
    context: 'security/auditLog/queries/$entity',
    types: ['v1.security.auditLogQuery'],
    lane: 'security',
    read: (call) => auditQueryRow(queryIn(call), call.state.clock()),
  }),
  collection({
    template: `${AUDIT_QUERIES}/{id}/records`,
    context: "security/auditLog/queries('{id}')/records",
    types: ['v1.security.auditLogRecord'],
    lane: 'security',
    pageSize: RECORDS_PER_PAGE,
    read: (call) => fromList(recordsOf(call)),
  }),
]
