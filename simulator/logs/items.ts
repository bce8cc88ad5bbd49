import type { Estate, Item } from '../estate/types.ts'
import type { LogKind } from './log-book.ts'

/**
 * Rows of every log. They are synthetic: shaped as Microsoft publishes them, about people, addresses and things that
 * do not exist. Public samples hold no sign-in of a service provider at all (logs reference, section 0.1).
 */
export interface Sketch {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly visibleAt: number
  readonly place?: string
}

/** Times as Graph writes them. */
const zulu = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

const ADDRESS = '203.0.113.77'

type Maker = (estate: Estate, sketch: Sketch) => Item

function signIn(kind: LogKind): Maker {
  const isPerson = kind === 'interactiveUser' || kind === 'nonInteractiveUser'
  return ({ tenant }, { id, time }) => ({
    id,
    createdDateTime: zulu(time),
    ...(isPerson
      ? {
          userDisplayName: 'Synthetic Person',
          userPrincipalName: `synthetic.person@${tenant.defaultDomainName}`,
          userId: '5a7e0000-0000-4000-8000-000000000001',
          userType: 'member',
        }
      : {
          servicePrincipalId: '5a7e0000-0000-4000-8000-000000000002',
          servicePrincipalName: 'synthetic-workload',
        }),
    appId: '5a7e0000-0000-4000-8000-000000000003',
    appDisplayName: 'Synthetic application',
    resourceDisplayName: 'Microsoft Graph',
    resourceTenantId: tenant.tenantId,
    homeTenantId: tenant.tenantId,
    crossTenantAccessType: 'none',
    signInEventTypes: [kind],
    isInteractive: kind === 'interactiveUser',
    ipAddress: ADDRESS,
    location: { city: 'Leeds', state: 'Leeds', countryOrRegion: 'GB' },
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: '' },
  })
}

const directoryAudit: Maker = ({ tenant }, { id, time }) => ({
  id,
  activityDateTime: zulu(time),
  activityDisplayName: 'Update user',
  category: 'UserManagement',
  correlationId: id,
  loggedByService: 'Core Directory',
  operationType: 'Update',
  result: 'success',
  resultReason: '',
  initiatedBy: {
    user: {
      id: '5a7e0000-0000-4000-8000-000000000001',
      userPrincipalName: `synthetic.person@${tenant.defaultDomainName}`,
      ipAddress: ADDRESS,
    },
  },
  targetResources: [],
  additionalDetails: [],
})

const provisioning: Maker = ({ tenant }, { id, time }) => ({
  id,
  activityDateTime: zulu(time),
  tenantId: tenant.tenantId,
  jobId: 'synthetic.job',
  cycleId: '5a7e0000-0000-4000-8000-000000000004',
  changeId: id,
  provisioningAction: 'create',
  durationInMilliseconds: 1200,
  provisioningStatusInfo: { status: 'success', errorInformation: null },
  sourceSystem: { id: '5a7e0000-0000-4000-8000-000000000005', displayName: 'Synthetic HR system' },
  targetSystem: { id: '5a7e0000-0000-4000-8000-000000000006', displayName: 'Microsoft Entra ID' },
  servicePrincipal: { id: '5a7e0000-0000-4000-8000-000000000002', displayName: 'synthetic-workload' },
  modifiedProperties: [],
  provisioningSteps: [],
})

const riskDetection: Maker = ({ tenant }, { id, time }) => ({
  id,
  activity: 'signin',
  activityDateTime: zulu(time),
  detectedDateTime: zulu(time),
  lastUpdatedDateTime: zulu(time),
  correlationId: id,
  requestId: id,
  detectionTimingType: 'realtime',
  ipAddress: ADDRESS,
  location: { city: 'Leeds', state: 'Leeds', countryOrRegion: 'GB' },
  riskDetail: 'none',
  riskEventType: 'unfamiliarFeatures',
  riskLevel: 'low',
  riskState: 'atRisk',
  source: 'IdentityProtection',
  tokenIssuerType: 'AzureAD',
  userDisplayName: 'Synthetic Person',
  userId: '5a7e0000-0000-4000-8000-000000000001',
  userPrincipalName: `synthetic.person@${tenant.defaultDomainName}`,
})

/** Content types with the record type and workload of what they hold (Management Activity API schema). */
const workloads: Readonly<
  Record<string, readonly [type: number, name: string, workload: string, operation: string]>
> = {
  'Audit.AzureActiveDirectory': [8, 'AzureActiveDirectory', 'AzureActiveDirectory', 'Update user.'],
  'Audit.Exchange': [1, 'ExchangeAdmin', 'Exchange', 'Set-Mailbox'],
  'Audit.SharePoint': [6, 'SharePointFileOperation', 'SharePoint', 'FileAccessed'],
  'Audit.General': [25, 'MicrosoftTeams', 'MicrosoftTeams', 'MemberAdded'],
  'DLP.All': [13, 'ComplianceDLPExchange', 'Exchange', 'DlpRuleMatch'],
}

const workloadOf = (place = 'Audit.General') =>
  workloads[place] ?? [25, 'MicrosoftTeams', 'MicrosoftTeams', 'MemberAdded']

/** As in a blob: its times have no zone and are UTC. */
const unifiedAudit: Maker = ({ tenant }, { id, time, place }) => {
  const [RecordType, , Workload, Operation] = workloadOf(place)
  return {
    CreationTime: zulu(time).slice(0, -1),
    Id: id,
    Operation,
    OrganizationId: tenant.tenantId,
    RecordType,
    ResultStatus: 'Success',
    UserKey: '5a7e000000000001',
    UserType: 0,
    Workload,
    ClientIP: ADDRESS,
    ObjectId: 'synthetic object',
    UserId: `synthetic.person@${tenant.defaultDomainName}`,
  }
}

/** The same event as an audit query gives it. */
export function auditRecord(item: Item, typeName: string): Item {
  return {
    id: item['Id'],
    createdDateTime: `${String(item['CreationTime'])}Z`,
    auditLogRecordType: typeName,
    operation: item['Operation'],
    organizationId: item['OrganizationId'],
    userType: 'Regular',
    userId: item['UserId'],
    service: item['Workload'],
    objectId: item['ObjectId'],
    userPrincipalName: item['UserId'],
    clientIp: item['ClientIP'],
    administrativeUnits: [],
    auditData: item,
  }
}

/** The name of a record type, as audit queries write it. */
export function recordTypeName(item: Item): string {
  const found = Object.values(workloads).find(([type]) => type === item['RecordType'])
  return found?.[1] ?? 'MicrosoftTeams'
}

const SCHEMA = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const MICROSOFT = 'http://schemas.microsoft.com'

const azureActivity: Maker = ({ tenant }, { id, time, visibleAt, place = 'tenant' }) => {
  const base =
    place === 'tenant'
      ? '/providers/Microsoft.Authorization'
      : `/subscriptions/${place}/resourceGroups/synthetic`
  const resource = `${base}/providers/Microsoft.Storage/storageAccounts/synthetic`
  const upn = `synthetic.person@${tenant.defaultDomainName}`
  const written = 'Microsoft.Storage/storageAccounts/write'
  return {
    authorization: { action: written, role: 'Contributor', scope: resource },
    caller: upn,
    claims: {
      aud: 'https://management.core.windows.net/',
      iss: `https://sts.windows.net/${tenant.tenantId}/`,
      iat: String(Math.floor(time / 1000)),
      nbf: String(Math.floor(time / 1000)),
      exp: String(Math.floor(time / 1000) + 3600),
      ver: '1.0',
      [`${MICROSOFT}/identity/claims/tenantid`]: tenant.tenantId,
      [`${MICROSOFT}/claims/authnmethodsreferences`]: 'pwd,mfa',
      [`${MICROSOFT}/identity/claims/objectidentifier`]: '5a7e0000-0000-4000-8000-000000000001',
      [`${SCHEMA}/upn`]: upn,
      puid: '5a7e000000000001',
      [`${SCHEMA}/nameidentifier`]: 'synthetic',
      [`${SCHEMA}/givenname`]: 'Synthetic',
      [`${SCHEMA}/surname`]: 'Person',
      name: 'Synthetic Person',
      groups: '5a7e0000-0000-4000-8000-000000000007',
      [`${SCHEMA}/name`]: upn,
      appid: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
      appidacr: '2',
      [`${MICROSOFT}/identity/claims/scope`]: 'user_impersonation',
      [`${MICROSOFT}/claims/authnclassreference`]: '1',
    },
    correlationId: id,
    description: '',
    eventDataId: id,
    eventName: { value: 'EndRequest', localizedValue: 'End request' },
    httpRequest: { clientRequestId: id, clientIpAddress: ADDRESS, method: 'PUT' },
    id: `${resource}/events/${id}/ticks/${time}`,
    level: 'Informational',
    resourceGroupName: 'synthetic',
    resourceProviderName: { value: 'Microsoft.Storage', localizedValue: 'Microsoft.Storage' },
    operationId: id,
    operationName: { value: written, localizedValue: 'Create or update a storage account' },
    properties: { statusCode: 'Created' },
    status: { value: 'Succeeded', localizedValue: 'Succeeded' },
    subStatus: { value: 'Created', localizedValue: 'Created (HTTP Status Code: 201)' },
    eventTimestamp: new Date(time).toISOString(),
    submissionTimestamp: new Date(visibleAt).toISOString(),
    subscriptionId: place === 'tenant' ? '' : place,
  }
}

const makers: Readonly<Record<LogKind, Maker>> = {
  interactiveUser: signIn('interactiveUser'),
  nonInteractiveUser: signIn('nonInteractiveUser'),
  servicePrincipal: signIn('servicePrincipal'),
  managedIdentity: signIn('managedIdentity'),
  directoryAudits: directoryAudit,
  provisioning,
  riskDetections: riskDetection,
  unifiedAudit,
  azureActivity,
}

/** One row of a log. */
export function logItem(kind: LogKind, estate: Estate, sketch: Sketch): Item {
  return makers[kind](estate, sketch)
}
