/** Changes of the directory (identity.md §f.3; Microsoft Graph directoryAudit). */
import type { FillDraft } from '../reading.ts'
import { address } from '../values/addresses.ts'
import { type Fields, fieldsOf, first, id, isFields, listOf, named, text } from '../values/fields.ts'
import { changesOf, folded, json } from '../values/fold.ts'
import { outsideOf } from '../values/outside.ts'
import { resultOf } from '../values/results.ts'
import { firstTime } from '../values/times.ts'

export const fillDirectoryAudit: FillDraft = (draft, { record, around }) => {
  draft.kind = 'change'
  draft.time = firstTime(record['activityDateTime'], around['activityDateTime'], around['time'])
  draft.operation = named(record['activityDisplayName'], around['operationName'], record['operationName'])
  draft.operationType = first(record['operationType'])
  draft.category = categoryOf(record, around)
  draft.service = first(record['loggedByService'])
  const result = named(record['result'], around['result'], around['resultSignature'], around['resultType'])
  draft.resultCode = result
  draft.result = resultOf(result)
  draft.resultReason = first(record['resultReason'], around['resultDescription'], record['resultDescription'])
  draft.correlationId = named(record['correlationId'], around['correlationId'])
  fillActor(draft, fieldsOf(record['initiatedBy']), around)
  fillTargets(draft, record)
}

/** Around it stands the name of the log; a few exports write the category of the change there. */
function categoryOf(record: Fields, around: Fields): string | null {
  const outer = named(around['category'])
  return first(record['category'], outer === 'AuditLogs' ? undefined : outer)
}

const fillActor = (draft: Parameters<FillDraft>[0], by: Fields | undefined, around: Fields): void => {
  const user = fieldsOf(by?.['user'])
  const app = fieldsOf(by?.['app'])
  const isUser = named(user?.['id'], user?.['userPrincipalName'], user?.['displayName']) !== null
  draft.actorType = isUser ? 'user' : app ? 'application' : null
  draft.user = first(user?.['userPrincipalName'])
  draft.userId = id(user?.['id'])
  draft.userName = first(user?.['displayName'])
  draft.userType = named(user?.['userType'])
  draft.actorTenant = id(user?.['homeTenantId'])
  draft.app = first(app?.['displayName'])
  draft.appId = id(app?.['appId'])
  draft.servicePrincipalId = id(app?.['servicePrincipalId'])
  draft.servicePrincipalName = first(app?.['servicePrincipalName'])
  draft.ip = address(user?.['ipAddress'], app?.['ipAddress'], around['callerIpAddress'])
}

const fillTargets = (draft: Parameters<FillDraft>[0], record: Fields): void => {
  const targets = listOf(record['targetResources']).filter(isFields)
  draft.targets = json(
    targets.map((target) => ({
      type: text(target['type']) ?? undefined,
      id: text(target['id']) ?? undefined,
      name: named(target['userPrincipalName'], target['displayName']) ?? undefined,
    })),
  )
  const changes = targets.flatMap((target) => changesOf(target['modifiedProperties']))
  draft.changes = json(changes)
  const details = folded(record['additionalDetails'])
  draft.details = json(details)
  draft.userAgent = first(record['userAgent'], details?.['User-Agent'], details?.['UserAgent'])
  draft.resource = first(targets[0]?.['displayName'], targets[0]?.['userPrincipalName'])
  draft.resourceId = id(targets[0]?.['id'])
  draft.outside = json(outsideOf(draft, { details, changes, targets }))
}
