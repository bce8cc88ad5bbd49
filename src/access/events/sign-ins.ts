/** Sign-ins from other tenants as events (identity.md §f.2). */
import { hasAccessType } from '#model/events/access-type.ts'
import { providerActor } from '#model/events/provider-actor.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { SignIn } from '#model/records/sign-ins.ts'
import { foreignTenant, idOf, type PartnerEvent, timeOf } from './event.ts'

/**
 * The event of a sign-in; undefined for one that is no partner's: of an own account, of Microsoft's support, refused,
 * or in another tenant. A sign-in that failed proves no access.
 * @param own the id of the own tenant in lower case, where it is known
 */
export function signInEvent(record: SignIn, own: string | undefined): PartnerEvent | undefined {
  const { homeTenantId, resourceTenantId, crossTenantAccessType: type } = record
  const time = timeOf(record.createdDateTime)
  if (time === undefined || (record.status?.errorCode ?? 0) !== 0) return undefined
  if (isMicrosofts(record) || isElsewhere(resourceTenantId, own)) return undefined
  const isProvider = hasAccessType(type, 'serviceProvider')
  const tenantId = foreignTenant(homeTenantId, own)
  if (tenantId === undefined && (!isProvider || idOf(homeTenantId) !== undefined)) return undefined
  // The same tenant on both sides is nobody from elsewhere, whatever the flags say.
  if (tenantId !== undefined && tenantId === idOf(resourceTenantId)) return undefined
  return {
    id: record.id,
    time,
    source: 'signIn',
    kind: 'signIn',
    tenantId,
    actorId: providerActor(record.userPrincipalName)?.objectId ?? idOf(record.userId),
    operation: record.isInteractive === false ? 'non-interactive sign-in' : 'sign-in',
    app: record.appDisplayName ?? record.appId ?? undefined,
    resource: record.resourceDisplayName ?? record.resourceId ?? undefined,
    ip: record.ipAddress ?? undefined,
    isInteractive: record.isInteractive ?? undefined,
    isProvider,
  }
}

function isMicrosofts({ homeTenantId, crossTenantAccessType: type }: SignIn): boolean {
  return hasAccessType(type, 'microsoftSupport') || isMicrosoft(homeTenantId ?? '')
}

/** The log of the own tenant also holds own people who sign in elsewhere. */
function isElsewhere(resourceTenantId: string | null | undefined, own: string | undefined): boolean {
  const resource = idOf(resourceTenantId)
  return own !== undefined && resource !== undefined && resource !== own
}
