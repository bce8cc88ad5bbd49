/** Records of the unified audit log, whichever workload wrote them (logs.md §4, column AuditData). */
import type { LogKind } from '#model/events/log-event.ts'
import { providerActor } from '#model/events/provider-actor.ts'
import type { FillDraft } from '../reading.ts'
import { address } from '../values/addresses.ts'
import { type Fields, fieldsOf, first, guid, id, isFields, listOf, named, text } from '../values/fields.ts'
import { changesOf, folded, json } from '../values/fold.ts'
import { outsideOf } from '../values/outside.ts'
import { resultOf, resultOfSignIn } from '../values/results.ts'
import { firstTime } from '../values/times.ts'

export const fillUnifiedAudit: FillDraft = (draft, { record, around }) => {
  const operation = named(record['Operation'], around['Operations'], around['Operation'], around['operation'])
  draft.operation = operation
  draft.kind = kindOf(operation, record)
  draft.time = firstTime(record['CreationTime'], around['CreationDate'], around['createdDateTime'])
  draft.tenant = id(record['OrganizationId'], around['organizationId'])
  draft.service = first(record['Workload'], record['OfficeWorkload'], around['service'])
  draft.recordType = first(record['RecordType'], around['RecordType'])
  draft.userType = first(record['UserType'])
  draft.objectId = first(record['ObjectId'], around['objectId'])
  draft.resource = draft.objectId
  draft.app = first(record['ApplicationDisplayName'], record['AppName'])
  draft.appId = id(
    record['ApplicationId'],
    record['AppId'],
    record['ClientAppId'],
    record['ClientApplicationId'],
  )
  const extended = expanded(folded(record['ExtendedProperties']))
  fillResult(draft, record, extended)
  fillActor(draft, record, around)
  fillWhere(draft, record, extended)
  fillWhat(draft, record, extended)
}

/** Properties that are JSON themselves are laid open beside the others. */
function expanded(properties: Record<string, string> | null): Record<string, string> | null {
  if (properties === null) return null
  const inner = fieldsOf(properties['additionalDetails'])
  return inner ? { ...properties, ...folded(inner) } : properties
}

const fillResult = (draft: Parameters<FillDraft>[0], record: Fields, extended: Fields | null): void => {
  const status = named(record['ResultStatus'])
  draft.resultCode = named(record['ErrorNumber'], status)
  draft.resultReason = first(record['LogonError'], record['ResultReason'], extended?.['ResultStatusDetail'])
  draft.result =
    draft.kind === 'signIn' && named(record['ErrorNumber']) !== null
      ? resultOfSignIn(named(record['ErrorNumber']))
      : resultOf(status)
  if (/^UserLoginFailed$/i.test(draft.operation ?? '')) draft.result = 'failure'
}

const fillActor = (draft: Parameters<FillDraft>[0], record: Fields, around: Fields): void => {
  const actors = listOf(record['Actor']).filter(isFields)
  draft.user = named(record['UserId'], around['userPrincipalName'], around['UserIds'], around['userId'])
  draft.userId = guid(...actors.map(idIn), record['UserKey'], record['UserId'])
  draft.userName = first(record['ActorName'], record['UserName'])
  const provider = providerActor(draft.user) ?? providerActor(text(record['UserKey']))
  draft.actorTenant = provider?.tenantId ?? id(record['ActorContextId'])
  if (provider) draft.userId = provider.objectId
  draft.resourceTenant = id(record['TargetContextId'], record['OrganizationId'])
  draft.actorType = actorTypeOf(record, actors)
  draft.sessionId = named(record['SessionId'], fieldsOf(record['AppAccessContext'])?.['AADSessionId'])
  draft.correlationId = named(record['InterSystemsId'], record['CorrelationId'])
}

/** The spelling of one entry of `Actor` or `Target`. */
const idIn = (entry: Fields): unknown => entry['ID'] ?? entry['Id'] ?? entry['id']

const SYSTEM_TYPES = new Set(['3', '4', '6', 'system', 'dcadmin', 'application'])

function actorTypeOf(record: Fields, actors: readonly Fields[]): string {
  const type = text(record['UserType'])?.toLowerCase() ?? ''
  if (actors.some((actor) => /^ServicePrincipal(_|$)/.test(text(idIn(actor)) ?? ''))) return 'application'
  if (type === '5' || type === '8' || /^(serviceprincipal|app@)/i.test(text(record['UserId']) ?? ''))
    return 'application'
  return SYSTEM_TYPES.has(type) ? 'system' : 'user'
}

const fillWhere = (draft: Parameters<FillDraft>[0], record: Fields, extended: Fields | null): void => {
  draft.ip = address(
    record['ClientIP'],
    record['ClientIPAddress'],
    record['ActorIpAddress'],
    record['ClientIpAddress'],
  )
  draft.userAgent = first(record['UserAgent'], extended?.['UserAgent'], record['ClientInfoString'])
  const device = folded(record['DeviceProperties'])
  draft.os = first(device?.['OS'], record['Platform'])
  draft.browser = first(device?.['BrowserType'])
  draft.deviceId = first(device?.['Id'])
  draft.sessionId ??= named(device?.['SessionId'])
  draft.deviceCompliant = first(device?.['IsCompliant'])?.toLowerCase() ?? null
  draft.deviceTrust = first(device?.['TrustType'])
  draft.protocol = first(extended?.['RequestType'])
}

const fillWhat = (draft: Parameters<FillDraft>[0], record: Fields, extended: Fields | null): void => {
  const parameters = folded(
    record['Parameters'],
    record['NonPIIParameters'],
    record['OperationProperties'],
    flatParameters(record),
  )
  const changes = changesOf(record['ModifiedProperties'])
  draft.parameters = json(parameters)
  draft.details = json(extended)
  draft.changes = json(changes)
  draft.targets = json(targetsOf(record))
  draft.outside = json(
    outsideOf(draft, {
      parameters,
      details: {
        TargetUserOrGroupName: text(record['TargetUserOrGroupName']),
        RuleActions: text(fieldsOf(record['Item'])?.['RuleActions']),
      },
      organization: record['OrganizationName'],
      mailbox: record['MailboxOwnerUPN'],
    }),
  )
}

/** Security & Compliance writes the whole command as one text: `-Name "x" -Force "True"`. */
function flatParameters(record: Fields): Record<string, string> | null {
  const command = record['Parameters'] ?? record['CmdletOptions']
  if (typeof command !== 'string' || !command.trimStart().startsWith('-')) return null
  const found = [...command.slice(0, 20_000).matchAll(/-([A-Za-z]\w*)\s+"([^"]*)"/g)]
  return found.length === 0
    ? null
    : Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]))
}

const TYPED_ID = /^([A-Za-z]+)_[0-9a-f-]{36}$/
/** The other ids that Entra gives the kind of a target by, and the passport id of a person. */
const NO_NAME =
  /^(User|ServicePrincipal|Group|Application|Role|Device|Policy|Directory|Company|Contact|Other|Unknown|[0-9A-F]{16})$/

/** Entra lists every id of the target; the first object id and the first name make one target of it. */
function targetsOf(record: Fields): readonly Fields[] {
  const ids = listOf(record['Target'])
    .filter(isFields)
    .map((target) => text(idIn(target)) ?? '')
  const objectId = guid(...ids)
  const typed = ids.find((value) => TYPED_ID.test(value))
  const name =
    ids.find((value) => value.includes('@')) ??
    ids.find((value) => value !== '' && !TYPED_ID.test(value) && !NO_NAME.test(value) && guid(value) === null)
  const target = {
    type: typed?.split('_')[0] ?? named(record['TargetUserOrGroupType'], record['ItemType']) ?? undefined,
    id: objectId ?? named(record['ObjectId']) ?? undefined,
    name: name ?? named(record['TargetUserOrGroupName'], record['ObjectId']) ?? undefined,
  }
  return target.id === undefined && target.name === undefined ? [] : [target]
}

const SIGN_IN =
  /^(User(LoggedIn|LoginFailed|LoginSucceeded|LoggedOff)|MailboxLogin|ForeignRealmIndexLogon\w*)$/i
const READ =
  /(Accessed|Viewed|Downloaded(Full)?|Previewed|Searched|SearchQueryPerformed|SearchQueryInitiated\w*|PageViewed)(Extended)?$|^(Get|Search|Test|Find|View)[-A-Z]/
const ALERT = /^(Alert(Triggered|EntityGenerated)|AirInvestigation\w*|TIMailData|TIUrlClickData)$/i

function kindOf(operation: string | null, record: Fields): LogKind {
  const name = operation?.trim() ?? ''
  if (SIGN_IN.test(name) || text(record['RecordType']) === '15') return 'signIn'
  if (ALERT.test(name)) return 'alert'
  return READ.test(name) ? 'read' : 'change'
}
