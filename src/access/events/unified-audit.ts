/** Records of the unified audit log by people of other tenants as events (logs.md §0.3, §4). */
import { type ProviderActor, providerActor } from '#model/events/provider-actor.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { UnifiedAuditRecord } from '#model/records/unified-audit.ts'
import { type EventKind, foreignTenant, idOf, type PartnerEvent, timeOf } from './event.ts'

/**
 * The event of a record; undefined where nobody from elsewhere acted, or where it failed. The domain in a made-up
 * name is the customer's: whose the person is says `ActorContextId`, or the name that Exchange writes out.
 */
export function unifiedAuditEvent(
  record: UnifiedAuditRecord,
  own: string | undefined,
): PartnerEvent | undefined {
  const { id, operation, actorContextId, resultStatus, clientIp, objectId, workload } = record
  const time = timeOf(record.creationTime)
  if (time === undefined || isFailed(resultStatus, operation)) return undefined
  const actor = actorOf(record)
  if (isMicrosoft(actor?.tenantId ?? '') || isMicrosoft(actorContextId ?? '')) return undefined
  const tenantId = foreignTenant(actor?.tenantId, own) ?? foreignTenant(actorContextId, own)
  if (tenantId === undefined && (actor === undefined || actor.tenantId !== undefined)) return undefined
  return {
    id,
    time,
    source: 'unifiedAudit',
    kind: kindOf(operation),
    tenantId,
    actorId: actor?.objectId ?? actorIdIn(record),
    operation: operation?.trim() || 'an operation without a name',
    app: workload ?? undefined,
    resource: objectId ?? undefined,
    ip: clientIp ?? undefined,
    isInteractive: undefined,
    isProvider: actor !== undefined,
  }
}

function actorOf({ userId, userKey }: UnifiedAuditRecord): ProviderActor | undefined {
  return providerActor(userId) ?? providerActor(userKey)
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Entra writes the id of the account as the key; other workloads write something else there. */
function actorIdIn({ userKey, userId }: UnifiedAuditRecord): string | undefined {
  const id = [userKey, userId].find((text) => GUID.test(text ?? ''))
  return idOf(id)
}

function isFailed(status: string | null | undefined, operation: string | null | undefined): boolean {
  return /^(fail(ed|ure)?|false)$/i.test(status ?? '') || /^UserLoginFailed$/i.test(operation ?? '')
}

const SIGN_IN = /^(UserLoggedIn|UserLoginSucceeded|MailboxLogin)$/i
const READ =
  /(Accessed|Viewed|Downloaded|Previewed|Searched|SearchQueryPerformed)(Extended)?$|^(Get|Search|Test|Find)-/i

function kindOf(operation: string | null | undefined): EventKind {
  const name = operation?.trim() ?? ''
  if (SIGN_IN.test(name)) return 'signIn'
  return READ.test(name) ? 'read' : 'change'
}
