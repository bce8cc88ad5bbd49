/** Events of Azure Resource Manager (azure.md §5): as its API, diagnostic settings or a workspace write them. */
import type { FillDraft } from '../reading.ts'
import { address } from '../values/addresses.ts'
import { type Fields, fieldsOf, first, guid, id, named, text } from '../values/fields.ts'
import { folded, json } from '../values/fold.ts'
import { resultOf } from '../values/results.ts'
import { firstTime } from '../values/times.ts'

const CLAIMS = 'http://schemas.microsoft.com/identity/claims/'
const NAMES = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/'

export const fillAzureActivity: FillDraft = (draft, { record, around }) => {
  draft.time = firstTime(record['eventTimestamp'], around['time'], record['time'])
  draft.seen = firstTime(record['submissionTimestamp'])
  draft.operation = named(valueOf(record['operationName']), around['operationName'])
  draft.kind = /\/(read|list\w*|get\w*)(\/action)?$/i.test(draft.operation ?? '') ? 'read' : 'change'
  draft.category = named(valueOf(record['category']), valueOf(record['eventSource']), around['category'])
  draft.service = named(valueOf(record['resourceProviderName'])) ?? draft.operation?.split('/')[0] ?? null
  draft.operationType = draft.operation?.split('/').at(-1)?.toLowerCase() ?? null
  fillResult(draft, record, around)
  fillResource(draft, record, around)
  const identity = fieldsOf(record['identity']) ?? fieldsOf(around['identity'])
  fillActor(draft, record, around, fieldsOf(record['claims']) ?? fieldsOf(identity?.['claims']))
  const authorization = fieldsOf(record['authorization']) ?? fieldsOf(identity?.['authorization'])
  fillWhat(draft, record, authorization)
}

/** ARM writes `{value, localizedValue}` where other exports write the value. */
function valueOf(value: unknown): unknown {
  const fields = fieldsOf(value)
  return fields ? (fields['value'] ?? fields['localizedValue']) : value
}

const fillResult = (draft: Parameters<FillDraft>[0], record: Fields, around: Fields): void => {
  const status = named(valueOf(record['status']), around['resultType'], record['resultType'])
  const sub = named(valueOf(record['subStatus']), record['activitySubstatus'], around['resultSignature'])
  draft.resultCode = status
  draft.resultDetail = sub
  draft.result = resultOf(status) ?? resultOf(sub)
  const properties = fieldsOf(record['properties'])
  draft.resultReason = first(
    properties?.['statusMessage'],
    record['resultDescription'],
    around['resultDescription'],
  )
}

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)/i

const fillResource = (draft: Parameters<FillDraft>[0], record: Fields, around: Fields): void => {
  draft.resourceId = named(
    valueOf(record['resourceId']),
    around['resourceId'],
    valueOf(record['resourceUri']),
  )
  draft.objectId = draft.resourceId
  draft.resource = draft.resourceId?.split('/').at(-1) ?? null
  draft.subscriptionId = id(record['subscriptionId'], SUBSCRIPTION.exec(draft.resourceId ?? '')?.[1])
  draft.tenant = id(record['tenantId'], around['tenantId'])
  draft.correlationId = named(record['correlationId'], around['correlationId'])
  draft.targets = json(
    draft.resourceId === null
      ? []
      : [{ type: typeOf(draft.resourceId), id: draft.resourceId, name: draft.resource ?? undefined }],
  )
}

/** The type in a resource id: `Microsoft.Storage/storageAccounts`. */
function typeOf(resourceId: string): string | undefined {
  const parts = resourceId.split('/')
  const at = parts.findLastIndex((part) => /^providers$/i.test(part))
  return at < 0 ? undefined : parts.slice(at + 1, at + 3).join('/')
}

const fillActor = (
  draft: Parameters<FillDraft>[0],
  record: Fields,
  around: Fields,
  claims: Fields | undefined,
): void => {
  const caller = named(
    record['caller'],
    claims?.[`${NAMES}upn`],
    claims?.['upn'],
    claims?.[`${NAMES}name`],
    claims?.['name'],
  )
  draft.userId = guid(claims?.[`${CLAIMS}objectidentifier`], claims?.['oid'], record['caller'])
  draft.user = caller
  draft.userName = first(claims?.['name'])
  draft.appId = id(claims?.['appid'], record['clientApplicationId'])
  draft.actorTenant = id(claims?.[`${CLAIMS}tenantid`], claims?.['tid'])
  draft.actorType =
    text(claims?.['idtyp']) === 'app' || (caller !== null && guid(caller) !== null) ? 'application' : 'user'
  const request = fieldsOf(record['httpRequest'])
  draft.ip = address(
    request?.['clientIpAddress'],
    record['callerIpAddress'],
    around['callerIpAddress'],
    claims?.['ipaddr'],
  )
  draft.userAgent = first(request?.['userAgent'])
}

const fillWhat = (
  draft: Parameters<FillDraft>[0],
  record: Fields,
  authorization: Fields | undefined,
): void => {
  const { condition, ...granted } = authorization ?? {}
  const words = record['operationInWords']
  draft.details = json(
    folded(
      granted,
      condition === undefined ? null : { condition },
      words === undefined ? null : { operationInWords: words },
    ),
  )
  const properties = fieldsOf(record['properties'])
  const body = fieldsOf(properties?.['requestbody']) ?? fieldsOf(properties?.['requestBody'])
  draft.parameters = json(folded(properties, fieldsOf(body?.['properties'])))
}
