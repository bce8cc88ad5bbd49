/** Records of datasets out of events of the store: the record as it was exported where it has the form, else its columns. */
import { parseRecord } from '#model/dataset.ts'
import { type ActivityLogRecord, activityLog } from '#model/records/activity-log.ts'
import { comparableId } from '#model/records/azure.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import type { NewestEvent } from '#store/log-store/newest-events.ts'

/** An operation in Azure. Claims stand in the record alone; who exports a table has none but the columns. */
export function activityOf(event: NewestEvent): ActivityLogRecord {
  const { operation, resourceId, subscriptionId, userId, appId, actorTenant, ip } = event
  const columns: ActivityLogRecord = {
    id: event.id ?? '',
    eventTimestamp: new Date(event.time).toISOString(),
    operationName: operation?.toLowerCase(),
    category: event.category,
    status: event.resultCode ?? event.result,
    caller: event.user,
    resourceId: textIn(comparableId(resourceId)),
    subscriptionId: subscriptionId?.toLowerCase(),
    correlationId: event.correlationId,
    ipAddress: ip,
    actorId: userId?.toLowerCase(),
    appId: appId?.toLowerCase(),
    actorTenantId: (actorTenant ?? event.foreignTenant)?.toLowerCase(),
  }
  const parsed = parseRecord(activityLog, json(event.raw))
  if (!parsed.ok) return columns
  const told = Object.entries(parsed.record).filter(
    ([name, value]) => name !== 'id' && name !== 'eventTimestamp' && value !== null && value !== undefined,
  )
  return { ...columns, ...Object.fromEntries(told) }
}

/** A change of the directory, with the values that the register asks for. */
export function directoryAuditOf(event: NewestEvent): DirectoryAudit {
  const { user, userId, userName, app, appId, servicePrincipalId, actorType } = event
  const isApplication = actorType === 'application'
  return {
    id: event.id ?? '',
    activityDateTime: new Date(event.time).toISOString(),
    activityDisplayName: event.operation,
    category: event.category,
    loggedByService: event.service,
    operationType: event.operationType,
    result: event.result ?? event.resultCode,
    correlationId: event.correlationId,
    initiatedBy: isApplication
      ? { app: { appId, servicePrincipalId, displayName: app } }
      : {
          user: {
            id: userId,
            userPrincipalName: user,
            displayName: userName,
            ipAddress: event.ip,
            homeTenantId: event.actorTenant ?? event.foreignTenant,
          },
        },
    targetResources: targetsIn(event.targets),
  }
}

function targetsIn(text: string | null): DirectoryAudit['targetResources'] {
  const targets = json(text)
  if (!Array.isArray(targets)) return []
  return targets.filter(isFields).map((target) => ({
    id: textIn(target['id']),
    displayName: textIn(target['name']),
    type: textIn(target['type']),
  }))
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function json(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
