/** Operations in Azure by people of other tenants as events (azure.md §2.2, §3). */
import { providerActor } from '#model/events/provider-actor.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { ActivityLogRecord } from '#model/records/activity-log.ts'
import type { AzurePrincipals } from './azure-principals.ts'
import { foreignTenant, idOf, type PartnerEvent, timeOf } from './event.ts'

/**
 * The events of a log, each operation once: what began, was accepted and ended is one thing. One that failed proves no
 * access.
 * @param own the id of the own tenant in lower case, where it is known
 */
export function activityLogEvents(
  records: readonly ActivityLogRecord[],
  own: string | undefined,
  principals: AzurePrincipals,
): readonly PartnerEvent[] {
  return operationsIn(records).flatMap((operation) => eventOf(operation, own, principals) ?? [])
}

/** One operation by its last record, at the time of its first. */
export interface AzureOperation {
  readonly record: ActivityLogRecord
  /** ISO 8601. */
  readonly time: string
}

/** The operations that did not fail, in the order of their first records. */
export function operationsIn(records: readonly ActivityLogRecord[]): readonly AzureOperation[] {
  return [...Map.groupBy(records, keyOf).values()].flatMap((all) => {
    const timed = all.flatMap((record) => {
      const time = timeOf(record.eventTimestamp)
      return time === undefined ? [] : [{ record, time }]
    })
    const [first, ...later] = timed.toSorted((a, b) => a.time.localeCompare(b.time))
    if (first === undefined) return []
    const done = timed.find(({ record }) => isDone(record)) ?? later.at(-1) ?? first
    const isLost = !isDone(done.record) && timed.some(({ record }) => isFailed(record))
    return isLost ? [] : [{ record: done.record, time: first.time }]
  })
}

function keyOf({ id, correlationId, resourceId, operationName }: ActivityLogRecord): string {
  return correlationId ? `${correlationId} ${resourceId ?? ''} ${operationName ?? ''}` : id
}

const isDone = ({ status }: ActivityLogRecord): boolean => /^succe(eded|ss)$/i.test(status ?? '')
const isFailed = ({ status }: ActivityLogRecord): boolean => /^fail(ed|ure)$/i.test(status ?? '')

const TENANT_IN_URL = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i
/** `5::` and a number: somebody who signed in at another organisation. */
const OF_ANOTHER_ORGANISATION = /^5::/

function eventOf(
  { record, time }: AzureOperation,
  own: string | undefined,
  principals: AzurePrincipals,
): PartnerEvent | undefined {
  const { actorTenantId, identityProvider, altSecId, caller } = record
  const provider = TENANT_IN_URL.exec(identityProvider ?? '')?.[0]
  if (isMicrosoft(provider ?? actorTenantId ?? '')) return undefined
  const actor = providerActor(caller)
  const principal = principalIn(record, principals)
  // Without the own id every issuer would look foreign.
  const issuer = own === undefined ? undefined : foreignTenant(actorTenantId, own)
  const home = own === undefined ? undefined : (issuer ?? foreignTenant(provider, own))
  const tenantId = home ?? foreignTenant(principal?.tenantId, own)
  const isProvider = issuer !== undefined || actor !== undefined || principal !== undefined
  const isForeign = home !== undefined || OF_ANOTHER_ORGANISATION.test(altSecId ?? '')
  if (!isProvider && !isForeign) return undefined
  return {
    id: record.id,
    time,
    source: 'azureActivity',
    kind: record.operationName?.endsWith('/read') === true ? 'read' : 'operation',
    tenantId,
    principalId: principal?.principalId,
    actorId: actor?.objectId ?? idOf(record.actorId) ?? idOf(record.appId),
    operation: record.operationName ?? 'an operation without a name',
    app: undefined,
    resource: record.resourceId ?? undefined,
    ip: record.ipAddress ?? undefined,
    isInteractive: undefined,
    isProvider,
  }
}

/** The role that allowed it says most; else the actor itself, or a group that the token lists. */
function principalIn({ principalId, actorId, groups }: ActivityLogRecord, principals: AzurePrincipals) {
  const ids = [principalId, actorId, ...(groups ?? [])]
  return ids.flatMap((id) => (id ? (principals(id) ?? []) : []))[0]
}
