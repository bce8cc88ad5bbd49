import type { AuditQuery } from '../logs/audit-queries.ts'
import { permissionsOf } from '../login/token.ts'
import type { CloudState } from '../state.ts'
import { graphHeaders, graphRefusal } from '../throttle/graph-headers.ts'
import { badRequest, denied, tooManyRequests } from './errors.ts'
import { authenticate, type GraphAnswer } from './handle.ts'
import { auditQueryRow } from './reads/audit-queries.ts'

/** As published for the operation; which of them opens which records is not told apart here. */
const PERMISSIONS = ['CRM', 'Endpoint', 'Entra', 'Exchange', 'OneDrive', 'SharePoint']
  .map((name) => `AuditLogsQuery-${name}.Read.All`)
  .concat('AuditLogsQuery.Read.All')

/** Leaves a search with the service. It reads, and it is a POST, because the search stays as an object. */
export async function leaveAuditQuery(request: Request, state: CloudState): Promise<GraphAnswer> {
  const claims = authenticate(request, state)
  const payer = { application: claims.appid, tenantId: claims.tid }
  const charged = state.throttle.charge({ lane: 'security', units: 1 }, payer)
  if (!charged.allowed) throw graphRefusal(charged, payer)
  if (!permissionsOf(claims).some((one) => PERMISSIONS.includes(one))) throw denied(false)
  const { displayName, from, to } = await searchIn(request)
  const now = state.clock()
  const query = state.auditQueries.add(
    { displayName, from, to, readyAt: now + state.settings.auditQueryMs },
    now,
  )
  if (!query) throw tooManyRequests(undefined)
  const context = `${new URL(request.url).origin}/v1.0/$metadata#security/auditLog/queries/$entity`
  return {
    status: 201,
    body: { '@odata.context': context, ...auditQueryRow(query, now) },
    headers: graphHeaders(charged),
  }
}

async function searchIn(request: Request): Promise<Pick<AuditQuery, 'displayName' | 'from' | 'to'>> {
  const body = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
  const from = Date.parse(String(body['filterStartDateTime']))
  const to = Date.parse(String(body['filterEndDateTime']))
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to)
    throw badRequest('filterStartDateTime must be before filterEndDateTime.')
  return { displayName: String(body['displayName'] ?? ''), from, to }
}
