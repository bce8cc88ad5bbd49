/** Which kind of record a record is, by the fields that only its kind has, under the names of the service. */
import type { LogSource } from '#model/events/log-event.ts'
import type { RecordKind } from '../reading.ts'
import { type Fields, isFields, listOf, text } from '../values/fields.ts'

const has = (record: Fields, ...names: readonly string[]): boolean => names.some((name) => name in record)

const MARKS: readonly (readonly [RecordKind, (record: Fields) => boolean])[] = [
  [
    'directoryAudit',
    (r) =>
      has(r, 'activityDisplayName', 'targetResources') &&
      has(r, 'initiatedBy', 'targetResources', 'loggedByService') &&
      !has(r, 'riskEventType'),
  ],
  [
    'provisioning',
    (r) =>
      has(r, 'provisioningAction', 'provisioningStatusInfo') ||
      (has(r, 'sourceIdentity') && has(r, 'targetIdentity')),
  ],
  [
    'azureActivity',
    (r) =>
      has(r, 'eventDataId') ||
      (has(r, 'eventTimestamp', 'authorization', 'claims') &&
        has(r, 'caller', 'operationName', 'resourceId')),
  ],
  [
    'securityAlert',
    (r) =>
      has(r, 'severity') &&
      has(r, 'title', 'alertName') &&
      has(r, 'serviceSource', 'vendorInformation', 'category', 'evidence'),
  ],
  [
    'riskDetection',
    (r) =>
      has(r, 'riskEventType', 'riskType', 'riskLastUpdatedDateTime') &&
      !has(r, 'appDisplayName', 'conditionalAccessStatus'),
  ],
  ['graphActivity', (r) => has(r, 'requestUri') && has(r, 'requestMethod')],
  [
    'signIn',
    (r) =>
      has(r, 'userPrincipalName', 'userId', 'servicePrincipalId', 'appId', 'userDisplayName') &&
      has(
        r,
        'createdDateTime',
        'status',
        'conditionalAccessStatus',
        'clientAppUsed',
        'authenticationRequirement',
        'authenticationProtocol',
        'resourceDisplayName',
        'ipAddress',
      ),
  ],
]

/** The kind; undefined for a record that nothing marks. */
export function kindOf(record: Fields): RecordKind | undefined {
  return MARKS.find(([, marks]) => marks(record))?.[0]
}

const PLAIN_SOURCES: Readonly<Record<Exclude<RecordKind, 'signIn'>, LogSource>> = {
  directoryAudit: 'directoryAudits',
  provisioning: 'provisioning',
  riskDetection: 'riskDetections',
  unifiedAudit: 'unifiedAudit',
  azureActivity: 'azureActivity',
  graphActivity: 'graphActivity',
  securityAlert: 'securityAlerts',
  other: 'other',
}

/** The log that a record of a kind is of; sign-ins are four logs, told apart by what the record says of itself. */
export function sourceOf(kind: RecordKind, record: Fields): LogSource {
  return kind === 'signIn' ? signInSource(record) : PLAIN_SOURCES[kind]
}

function signInSource(record: Fields): LogSource {
  const types = listOf(record['signInEventTypes']).map((type) => String(type).toLowerCase())
  if (types.includes('managedidentity') || isFields(record['managedServiceIdentity']))
    return 'managedIdentitySignIns'
  if (types.includes('serviceprincipal')) return 'servicePrincipalSignIns'
  if (types.includes('noninteractiveuser')) return 'nonInteractiveSignIns'
  if (types.includes('interactiveuser')) return 'signIns'
  const isPerson = Boolean(record['userPrincipalName'] ?? record['userId'] ?? record['userDisplayName'])
  if (!isPerson && record['servicePrincipalId']) return 'servicePrincipalSignIns'
  return text(record['isInteractive'])?.toLowerCase() === 'false' ? 'nonInteractiveSignIns' : 'signIns'
}
