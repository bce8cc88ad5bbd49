/**
 * Names of fields in the spelling of the service. Workspaces write them in PascalCase, portals with blanks, pipelines
 * in lower case (logs.md §4): compared without case, blanks and underscores they are the same names.
 */
import { type Fields, isFields, unpacked } from './fields.ts'

/** Microsoft Graph's and Azure's names. */
const GRAPH = `id createdDateTime activityDateTime detectedDateTime userPrincipalName userId userDisplayName userType appId
 appDisplayName ipAddress status errorCode failureReason additionalDetails clientAppUsed userAgent deviceDetail deviceId
 displayName operatingSystem browser isCompliant isManaged trustType location city state countryOrRegion correlationId
 conditionalAccessStatus isInteractive riskDetail riskLevelAggregated riskLevelDuringSignIn riskState riskLevel
 riskEventTypes riskEventTypes_v2 riskEventType riskType resourceDisplayName resourceId resourceTenantId homeTenantId
 crossTenantAccessType authenticationRequirement authenticationProtocol authenticationDetails incomingTokenType
 networkLocationDetails servicePrincipalId servicePrincipalName appOwnerTenantId autonomousSystemNumber sessionId
 signInEventTypes tokenIssuerType originalTransferMethod appliedConditionalAccessPolicies activityDisplayName category
 result resultReason loggedByService operationType initiatedBy targetResources modifiedProperties oldValue newValue user
 app roles additionalInfo provisioningAction provisioningStatusInfo sourceIdentity targetIdentity servicePrincipal
 eventTimestamp submissionTimestamp eventDataId operationName caller callerIpAddress claims authorization httpRequest
 clientIpAddress subscriptionId resourceProviderName subStatus properties time tenantId resultType resultSignature
 resultDescription identity level records value requestUri requestMethod responseStatusCode requestId timeGenerated
 severity title serviceSource description evidence scopes wids riskLastUpdatedDateTime source key name
 clientApplicationId resourceUri eventSource localizedValue servicePrincipalDisplayName statusMessage`

/** The unified audit log's names. */
const AUDIT = `CreationTime Id Operation OrganizationId OrganizationName RecordType ResultStatus UserKey UserType Version
 Workload ClientIP ClientIPAddress ObjectId UserId UserAgent ApplicationId AppId ClientAppId Actor ActorContextId
 ActorIpAddress Target TargetContextId ModifiedProperties Name NewValue OldValue Value ExtendedProperties Parameters
 OperationProperties DeviceProperties SessionId AppAccessContext AADSessionId InterSystemsId ErrorNumber LogonError
 MailboxOwnerUPN TargetUserOrGroupName TargetUserOrGroupType ItemType Type ClientInfoString`

const dictionary = (names: string): ReadonlyMap<string, string> =>
  new Map(names.split(/\s+/).map((name) => [plain(name), name]))

/** A name for comparison. */
export function plain(name: string): string {
  return name
    .replace(/[([](utc)[)\]]/i, '')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase()
}

const graphNames = dictionary(GRAPH)
const auditNames = dictionary(AUDIT)

/** How the service spells a name of Graph's or Azure's; undefined for one that neither has. */
export function spellingOf(name: string): string | undefined {
  return graphNames.get(plain(name))
}

/** Headings of the portals and of Purview that are no names of the service. */
const HEADINGS = new Set(
  'auditdata recordid creationdate userids operations date requestid activity service username application eventinitiatedby eventcategory timestamp resource'.split(
    ' ',
  ),
)

/** True for a name that some export of a log has. */
export function isKnownName(name: string): boolean {
  const compared = plain(name)
  return graphNames.has(compared) || auditNames.has(compared) || HEADINGS.has(compared)
}

const DEEPEST = 12

function renamed(value: unknown, names: ReadonlyMap<string, string>, depth: number): unknown {
  if (depth > DEEPEST) return value
  if (Array.isArray(value)) return value.map((item) => renamed(item, names, depth + 1))
  if (!isFields(value)) return value
  const into: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    const known =
      names.get(plain(name)) ?? (names === graphNames && depth > 0 && isType(name) ? 'type' : name)
    // A record may carry any name; this one would change what the object is.
    if (known === '__proto__') continue
    if (into[known] !== undefined && into[known] !== null && into[known] !== '') continue
    const value = unpacked(inner)
    into[known] = known === 'claims' && isFields(value) ? lowered(value) : renamed(value, names, depth + 1)
  }
  return into
}

/** On the outside it is the table of a workspace. */
const isType = (name: string): boolean => name === 'Type' || name === 'TYPE'

/** Claims of a token have names of their own, all in lower case: `appid` is not the service's `appId`. */
const lowered = (claims: Fields): Fields =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name.toLowerCase(), value]))

/** A record under Graph's names, and JSON in texts laid open; unknown names stay as they are. */
export function graphNamed(record: Fields): Fields {
  return renamed(record, graphNames, 0) as Fields
}

/** A record under the names of the unified audit log. */
export function auditNamed(record: Fields): Fields {
  return renamed(record, auditNames, 0) as Fields
}

/** The record with some of its fields under other names; a name that is taken already is not overwritten. */
export function aliased(record: Fields, aliases: Readonly<Record<string, string>>): Fields {
  const into: Record<string, unknown> = { ...record }
  for (const [from, to] of Object.entries(aliases)) {
    const found = record[from]
    if (found !== undefined && found !== '' && (into[to] === undefined || into[to] === '')) into[to] = found
  }
  return into
}
