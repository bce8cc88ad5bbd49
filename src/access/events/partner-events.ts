/** Everything that people of other tenants did here, from all logs at hand, each thing once. */
import type { ActivityLogRecord } from '#model/records/activity-log.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import type { SignIn } from '#model/records/sign-ins.ts'
import type { UnifiedAuditRecord } from '#model/records/unified-audit.ts'
import { activityLogEvents } from './activity-log.ts'
import type { AzurePrincipals } from './azure-principals.ts'
import { directoryAuditEvent } from './directory-audits.ts'
import type { PartnerEvent } from './event.ts'
import { signInEvent } from './sign-ins.ts'
import { covers, spanOf } from './span.ts'
import { unifiedAuditEvent } from './unified-audit.ts'

/** The logs at hand; one that was not read is left out or empty. */
export interface LogRecords {
  readonly signIns?: readonly SignIn[]
  readonly directoryAudits?: readonly DirectoryAudit[]
  readonly unifiedAudit?: readonly UnifiedAuditRecord[]
  readonly activityLog?: readonly ActivityLogRecord[]
}

/**
 * The events in the order of their time. An account that one record puts into a tenant is of that tenant in records
 * that do not say.
 * @param own the id of the own tenant in lower case, where it is known
 * @param principals the principals of Azure that are a provider's, for the activity log
 */
export function partnerEvents(
  logs: LogRecords,
  own: string | undefined,
  principals: AzurePrincipals = () => undefined,
): readonly PartnerEvent[] {
  const { signIns = [], directoryAudits = [], unifiedAudit = [], activityLog = [] } = logs
  const found = [
    ...signIns.map((record) => signInEvent(record, own)),
    ...directoryAudits.map((record) => directoryAuditEvent(record, own)),
    ...toldOnce(unifiedAudit, logs).map((record) => unifiedAuditEvent(record, own)),
    ...activityLogEvents(activityLog, own, principals),
  ].filter((event) => event !== undefined)
  const events = withHomes(distinct(found))
  return events.toSorted((one, other) => compare(one.time, other.time) || compare(one.id, other.id))
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Entra writes what it does into its own logs and into the unified one; there it counts where the other is silent. */
function toldOnce(
  records: readonly UnifiedAuditRecord[],
  { signIns = [], directoryAudits = [] }: LogRecords,
): readonly UnifiedAuditRecord[] {
  const signInSpan = spanOf(signIns.map(({ createdDateTime }) => createdDateTime))
  const auditSpan = spanOf(directoryAudits.map(({ activityDateTime }) => activityDateTime))
  return records.filter(({ workload, operation, creationTime }) => {
    if (!/^AzureActiveDirectory/i.test(workload ?? '')) return true
    const span = /^UserLog/i.test(operation ?? '') ? signInSpan : auditSpan
    return !covers(span, creationTime)
  })
}

/** Pages and exports overlap: one record of one log is one event. */
function distinct(events: readonly PartnerEvent[]): readonly PartnerEvent[] {
  return [...new Map(events.map((event) => [`${event.source} ${event.id.toLowerCase()}`, event])).values()]
}

function withHomes(events: readonly PartnerEvent[]): readonly PartnerEvent[] {
  const homes = new Map<string, Set<string>>()
  for (const { actorId, tenantId } of events) {
    if (actorId !== undefined && tenantId !== undefined)
      homes.set(actorId, (homes.get(actorId) ?? new Set()).add(tenantId))
  }
  return events.map((event) => {
    const known = [...(homes.get(event.actorId ?? '') ?? [])]
    return event.tenantId === undefined && known.length === 1 ? { ...event, tenantId: known[0] } : event
  })
}
