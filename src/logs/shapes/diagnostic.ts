/** Diagnostic settings: what Azure writes to storage and event hubs, a record inside `properties` or beside it. */
import type { LogSource } from '#model/events/log-event.ts'
import type { Reading, RecordKind } from '../reading.ts'
import { type Fields, fieldsOf, text } from '../values/fields.ts'
import { kindOf, sourceOf } from './kinds.ts'

/** Categories of diagnostic settings, in lower case. A map: records may name any category, `constructor` too. */
const CATEGORIES: ReadonlyMap<string, readonly [RecordKind, LogSource]> = new Map(
  Object.entries<readonly [RecordKind, LogSource]>({
    signinlogs: ['signIn', 'signIns'],
    noninteractiveusersigninlogs: ['signIn', 'nonInteractiveSignIns'],
    serviceprincipalsigninlogs: ['signIn', 'servicePrincipalSignIns'],
    microsoftserviceprincipalsigninlogs: ['signIn', 'servicePrincipalSignIns'],
    managedidentitysigninlogs: ['signIn', 'managedIdentitySignIns'],
    adfssigninlogs: ['signIn', 'federationSignIns'],
    auditlogs: ['directoryAudit', 'directoryAudits'],
    customsecurityattributeauditlogs: ['directoryAudit', 'directoryAudits'],
    provisioninglogs: ['provisioning', 'provisioning'],
    userriskevents: ['riskDetection', 'riskDetections'],
    serviceprincipalriskevents: ['riskDetection', 'riskDetections'],
    riskyusers: ['riskDetection', 'riskDetections'],
    riskyserviceprincipals: ['riskDetection', 'riskDetections'],
    microsoftgraphactivitylogs: ['graphActivity', 'graphActivity'],
    administrative: ['azureActivity', 'azureActivity'],
    security: ['azureActivity', 'azureActivity'],
    servicehealth: ['azureActivity', 'azureActivity'],
    resourcehealth: ['azureActivity', 'azureActivity'],
    recommendation: ['azureActivity', 'azureActivity'],
    autoscale: ['azureActivity', 'azureActivity'],
    alert: ['azureActivity', 'azureActivity'],
    action: ['azureActivity', 'azureActivity'],
    write: ['azureActivity', 'azureActivity'],
    delete: ['azureActivity', 'azureActivity'],
  }),
)

/** Reads a record with its envelope. */
export function readDiagnostic(record: Fields): Reading | undefined {
  if (!isEnvelope(record)) return undefined
  const inner = fieldsOf(record['properties'])
  const category = text(record['category'])?.toLowerCase() ?? ''
  const [kind, source] = CATEGORIES.get(category) ?? guessed(record, inner)
  // Azure's own events keep their details in `properties` and everything else beside it.
  const own = inner === undefined || kind === 'azureActivity' ? record : inner
  return { shape: 'diagnostic', kind, source, record: own, around: record }
}

function isEnvelope(record: Fields): boolean {
  const isNamed = typeof record['operationName'] === 'string' || typeof record['category'] === 'string'
  if (!isNamed || 'activityDisplayName' in record) return false
  return 'time' in record || 'properties' in record || ('resourceId' in record && 'resultType' in record)
}

/** Some pipelines write the category of the change in place of the log's; what is inside tells the log then. */
function guessed(record: Fields, inner: Fields | undefined): readonly [RecordKind, LogSource] {
  const operation = text(record['operationName']) ?? ''
  const resource = text(record['resourceId']) ?? ''
  const kind = kindOf(inner ?? record)
  if (kind !== undefined && !(kind === 'signIn' && isAzure(resource, operation)))
    return [kind, sourceOf(kind, inner ?? record)]
  if (isAzure(resource, operation)) return ['azureActivity', 'azureActivity']
  if (/microsoft\.aadiam/i.test(resource)) return ['directoryAudit', 'directoryAudits']
  return ['other', 'other']
}

function isAzure(resource: string, operation: string): boolean {
  if (/microsoft\.aadiam/i.test(resource)) return false
  return /^microsoft\.[a-z]+\//i.test(operation) || /^\/subscriptions\//i.test(resource)
}
