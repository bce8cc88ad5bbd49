/** Sign-ins of people, applications and managed identities (identity.md §f.2; Microsoft Graph signIn). */

import type { FillDraft } from '../reading.ts'
import { address } from '../values/addresses.ts'
import { type Fields, fieldsOf, first, id, listOf, named, text } from '../values/fields.ts'
import { json } from '../values/fold.ts'
import { resultOf, resultOfSignIn } from '../values/results.ts'
import { firstTime } from '../values/times.ts'

export const fillSignIn: FillDraft = (draft, { record, around }) => {
  const status = fieldsOf(record['status'])
  draft.kind = 'signIn'
  draft.time = firstTime(record['createdDateTime'], around['createdDateTime'], around['time'])
  draft.operation = named(around['operationName'], record['operationName']) ?? 'Sign-in activity'
  const code = named(status?.['errorCode'], record['errorCode'], around['resultType'], record['resultType'])
  draft.resultCode = code
  draft.result = resultOfSignIn(code)
  if (code === null) fillFromWord(draft, record)
  draft.resultReason = first(status?.['failureReason'], record['failureReason'], around['resultDescription'])
  draft.resultDetail = first(status?.['additionalDetails'], record['resultDetail'])
  fillActor(draft, record)
  draft.app = first(record['appDisplayName'])
  draft.appId = id(record['appId'])
  draft.resource = first(record['resourceDisplayName'])
  draft.resourceId = id(record['resourceId'])
  draft.clientApp = first(record['clientAppUsed'])
  fillHow(draft, record)
  fillWhere(draft, record, around)
  fillRisk(draft, record)
}

/** Tables of some tools have a word in place of the code, and the columns of the portal's old download. */
const fillFromWord = (draft: Parameters<FillDraft>[0], record: Fields): void => {
  draft.resultCode = named(textOnly(record['status']))
  draft.result = resultOf(draft.resultCode)
}

const fillActor = (draft: Parameters<FillDraft>[0], record: Fields): void => {
  draft.user = first(record['userPrincipalName'])
  draft.userId = id(record['userId'])
  draft.userName = first(record['userDisplayName'])
  draft.userType = named(record['userType'])
  draft.servicePrincipalId = id(record['servicePrincipalId'])
  draft.servicePrincipalName = first(record['servicePrincipalName'])
  const isApplication = draft.servicePrincipalId !== null && draft.user === null && draft.userId === null
  draft.actorType = isApplication ? 'application' : 'user'
  draft.actorTenant = id(record['homeTenantId'], record['appOwnerTenantId'])
  draft.resourceTenant = id(record['resourceTenantId'])
  draft.crossTenant =
    named(record['crossTenantAccessType'])?.replace(/\s+/g, '') ?? text(record['crossTenantAccessType'])
}

const fillHow = (draft: Parameters<FillDraft>[0], record: Fields): void => {
  draft.isInteractive = text(record['isInteractive'])?.toLowerCase() ?? null
  draft.protocol = first(record['authenticationProtocol'])
  draft.tokenType = first(record['incomingTokenType'])
  draft.authenticationRequirement = first(record['authenticationRequirement'])
  draft.authenticationDetails = json(listOf(record['authenticationDetails']))
  draft.conditionalAccess = first(record['conditionalAccessStatus'])
  draft.sessionId = named(record['sessionId'])
  draft.correlationId = named(record['correlationId'])
}

const fillWhere = (draft: Parameters<FillDraft>[0], record: Fields, around: Fields): void => {
  draft.ip = address(record['ipAddress'], around['callerIpAddress'])
  draft.userAgent = first(record['userAgent'])
  const place = fieldsOf(record['location'])
  draft.country = first(place?.['countryOrRegion'], record['country'], textOnly(record['location']))
  draft.country ??= named(record['Country'])
  draft.city = first(place?.['city'], record['city'])
  draft.asn = named(record['autonomousSystemNumber'])
  draft.network = json(listOf(record['networkLocationDetails']))
  const device = fieldsOf(record['deviceDetail'])
  draft.deviceId = first(device?.['deviceId'], record['deviceId'])
  draft.deviceTrust = first(device?.['trustType'], record['trustType'])
  draft.deviceCompliant = first(device?.['isCompliant'], record['isCompliant'])?.toLowerCase() ?? null
  draft.deviceManaged = first(device?.['isManaged'], record['isManaged'])?.toLowerCase() ?? null
  draft.os = first(device?.['operatingSystem'], record['operatingSystem'])
  draft.os ??= named(record['OS'])
  draft.browser = first(device?.['browser'], record['browser'])
}

const fillRisk = (draft: Parameters<FillDraft>[0], record: Fields): void => {
  draft.riskState = first(record['riskState'])
  draft.riskLevel = first(record['riskLevelDuringSignIn'], record['riskLevel'])
  draft.riskLevelAggregated = first(record['riskLevelAggregated'])
  draft.riskDetail = first(record['riskDetail'])
  draft.riskEvents = json([
    ...listOfTexts(record['riskEventTypes_v2']),
    ...listOfTexts(record['riskEventTypes']),
  ])
}

const listOfTexts = (value: unknown): string[] => [
  ...new Set(listOf(value).filter((item) => typeof item === 'string')),
]

const textOnly = (value: unknown): unknown =>
  typeof value === 'string' && !value.startsWith('{') ? value : undefined
