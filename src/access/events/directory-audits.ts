/** Directory changes by people of other tenants as events (identity.md §f.3). */
import { providerActor } from '#model/events/provider-actor.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import { foreignTenant, idOf, type PartnerEvent, timeOf } from './event.ts'

/** The event of a change; undefined where nobody from elsewhere made it, or where it failed. */
export function directoryAuditEvent(
  record: DirectoryAudit,
  own: string | undefined,
): PartnerEvent | undefined {
  const { id, activityDateTime, activityDisplayName, initiatedBy, targetResources } = record
  const user = initiatedBy?.user
  const time = timeOf(activityDateTime)
  if (time === undefined || !user || isFailedChange(record)) return undefined
  if (isMicrosoft(user.homeTenantId ?? '')) return undefined
  const actor = providerActor(user.userPrincipalName)
  const tenantId = foreignTenant(user.homeTenantId, own) ?? foreignTenant(actor?.tenantId, own)
  if (tenantId === undefined && actor === undefined) return undefined
  return {
    id,
    time,
    source: 'directoryAudit',
    kind: 'change',
    tenantId,
    actorId: actor?.objectId ?? idOf(user.id),
    operation: activityDisplayName?.trim() || 'a change without a name',
    category: record.category ?? undefined,
    app: initiatedBy?.app?.displayName ?? undefined,
    resource: targetResources?.[0]?.displayName ?? targetResources?.[0]?.userPrincipalName ?? undefined,
    ip: user.ipAddress ?? undefined,
    isInteractive: undefined,
    isProvider: actor !== undefined,
  }
}

/** What failed changed nothing. */
export function isFailedChange({ result }: Pick<DirectoryAudit, 'result'>): boolean {
  return /^(failure|timeout)$/i.test(result ?? '')
}
