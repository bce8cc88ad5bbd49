/** Smaller logs: risk detections, provisioning, calls of Microsoft Graph, alerts, and records of no known kind. */
import type { FillDraft } from '../reading.ts'
import { address } from '../values/addresses.ts'
import { type Fields, fieldsOf, first, guid, id, isFields, listOf, named, text } from '../values/fields.ts'
import { changesOf, folded, json } from '../values/fold.ts'
import { resultOf } from '../values/results.ts'
import { firstTime } from '../values/times.ts'

/** Microsoft Graph riskDetection, servicePrincipalRiskDetection and riskyUser. */
export const fillRiskDetection: FillDraft = (draft, { record, around }) => {
  draft.kind = 'alert'
  draft.time = firstTime(
    record['activityDateTime'],
    record['detectedDateTime'],
    record['riskLastUpdatedDateTime'],
    around['time'],
  )
  draft.seen = firstTime(record['detectedDateTime'])
  draft.operation = named(record['riskEventType'], record['riskType'], around['operationName'])
  draft.category = named(record['riskEventType'], record['riskType'])
  draft.riskEvents = json(draft.category === null ? [] : [draft.category])
  draft.riskState = first(record['riskState'])
  draft.riskLevel = first(record['riskLevel'])
  draft.riskDetail = first(record['riskDetail'])
  draft.service = first(record['source'])
  draft.user = first(record['userPrincipalName'])
  draft.userId = id(record['userId'])
  draft.userName = first(record['userDisplayName'])
  draft.servicePrincipalId = id(record['servicePrincipalId'])
  draft.servicePrincipalName = first(record['servicePrincipalDisplayName'])
  draft.appId = id(record['appId'])
  draft.ip = address(record['ipAddress'])
  const place = fieldsOf(record['location'])
  draft.country = first(place?.['countryOrRegion'])
  draft.city = first(place?.['city'])
  draft.correlationId = named(record['correlationId'], record['requestId'])
  const details = folded(record['additionalInfo'])
  draft.details = json(details)
  draft.userAgent = first(details?.['userAgent'])
}

/** Microsoft Graph provisioningObjectSummary. */
export const fillProvisioning: FillDraft = (draft, { record, around }) => {
  draft.kind = 'change'
  draft.time = firstTime(record['activityDateTime'], around['time'])
  draft.operation = named(record['provisioningAction'], record['action'], around['operationName'])
  const status = fieldsOf(record['provisioningStatusInfo']) ?? fieldsOf(record['statusInfo'])
  draft.resultCode = named(status?.['status'], around['resultType'])
  draft.result = resultOf(draft.resultCode)
  draft.resultReason = first(fieldsOf(status?.['errorInformation'])?.['reason'])
  const by = fieldsOf(record['initiatedBy'])
  draft.user = first(by?.['displayName'])
  draft.userId = id(by?.['id'])
  const principal = fieldsOf(record['servicePrincipal'])
  draft.servicePrincipalId = id(principal?.['id'])
  draft.servicePrincipalName = first(principal?.['displayName'], principal?.['name'])
  draft.changes = json(changesOf(record['modifiedProperties']))
  draft.targets = json(identitiesOf(record))
  draft.correlationId = named(record['jobId'], record['correlationId'])
}

function identitiesOf(record: Fields): readonly Fields[] {
  return [record['sourceIdentity'], record['targetIdentity']]
    .map(fieldsOf)
    .filter(isFields)
    .map((identity) => ({
      type: text(identity['identityType']) ?? undefined,
      id: text(identity['id']) ?? undefined,
      name: text(identity['displayName']) ?? undefined,
    }))
}

/** Calls of Microsoft Graph, which only exports tell. */
export const fillGraphActivity: FillDraft = (draft, { record, around }) => {
  draft.time = firstTime(record['timeGenerated'], around['time'], record['time'])
  const method = named(record['requestMethod'])
  draft.operation = method
  draft.operationType = method
  draft.kind = method === null || /^(GET|HEAD|OPTIONS)$/i.test(method) ? 'read' : 'change'
  draft.resource = first(record['requestUri'])
  draft.objectId = draft.resource
  draft.resultCode = named(record['responseStatusCode'], around['resultSignature'])
  draft.result = resultOf(draft.resultCode)
  draft.userId = id(record['userId'])
  draft.appId = id(record['appId'])
  draft.servicePrincipalId = id(record['servicePrincipalId'])
  draft.actorType = draft.userId === null ? 'application' : 'user'
  draft.ip = address(record['ipAddress'], around['callerIpAddress'])
  draft.userAgent = first(record['userAgent'])
  draft.sessionId = named(record['sessionId'])
  draft.correlationId = named(record['clientRequestId'], record['operationId'])
  draft.details = json(
    folded({ roles: record['roles'] ?? '', scopes: record['scopes'] ?? '', wids: record['wids'] ?? '' }),
  )
}

/** Alerts of Microsoft's own products: Microsoft Graph security alert, version 1 and 2, and Sentinel's table. */
export const fillSecurityAlert: FillDraft = (draft, { record, around }) => {
  draft.kind = 'alert'
  draft.time = firstTime(
    record['firstActivityDateTime'],
    record['eventDateTime'],
    record['startTime'],
    record['createdDateTime'],
    record['timeGenerated'],
    around['time'],
  )
  draft.seen = firstTime(record['createdDateTime'], record['timeGenerated'])
  draft.operation = named(record['title'], record['displayName'], record['alertName'])
  draft.category = named(record['category'], record['alertType'])
  draft.riskLevel = first(record['severity'], record['alertSeverity'])
  draft.riskState = first(record['status'])
  draft.service = first(
    record['serviceSource'],
    fieldsOf(record['vendorInformation'])?.['provider'],
    record['productName'],
  )
  draft.resultReason = first(record['description'])
  fillEvidence(draft, listOf(record['evidence']).filter(isFields))
  const state = listOf(record['userStates']).find(isFields)
  draft.user ??= named(state?.['userPrincipalName'])
  draft.userId ??= guid(state?.['aadUserId'])
  draft.ip ??= address(state?.['logonIp'])
}

const fillEvidence = (draft: Parameters<FillDraft>[0], evidence: readonly Fields[]): void => {
  const accounts = evidence.map((item) => fieldsOf(item['userAccount'])).filter(isFields)
  draft.user = named(...accounts.map((account) => account['userPrincipalName']))
  draft.userId = guid(...accounts.map((account) => account['azureAdUserId']))
  draft.ip = address(...evidence.map((item) => item['ipAddress']))
  draft.country = named(...evidence.map((item) => item['countryLetterCode']))
}

/** A record of no known kind is kept: what looks like a time, an operation, a user and an address is taken for it. */
export const fillOther: FillDraft = (draft, { record, around }) => {
  draft.time = firstTime(
    record['time'],
    record['createdDateTime'],
    record['activityDateTime'],
    record['timeGenerated'],
    record['timestamp'],
    record['eventTimestamp'],
    around['time'],
  )
  draft.kind = 'other'
  draft.operation = named(
    record['operationName'],
    record['operation'],
    record['activityDisplayName'],
    record['action'],
    around['operationName'],
    record['type'],
  )
  draft.category = named(around['category'], record['category'])
  draft.user = named(record['userPrincipalName'], record['userId'], record['user'], record['caller'])
  draft.ip = address(
    record['ipAddress'],
    record['callerIpAddress'],
    record['clientIP'],
    around['callerIpAddress'],
  )
  draft.resultCode = named(record['resultType'], record['result'], record['status'], around['resultType'])
  draft.result = resultOf(draft.resultCode)
}
