/** Tables of Log Analytics and Sentinel: flat, in PascalCase, dynamic columns as JSON text. */
import type { LogSource } from '#model/events/log-event.ts'
import type { Reading, RecordKind } from '../reading.ts'
import { type Fields, fieldsOf, text } from '../values/fields.ts'
import { aliased, auditNamed, graphNamed } from '../values/names.ts'
import { kindOf, sourceOf } from './kinds.ts'

const TABLES: ReadonlyMap<string, readonly [RecordKind, LogSource]> = new Map(
  Object.entries<readonly [RecordKind, LogSource]>({
    signinlogs: ['signIn', 'signIns'],
    aadnoninteractiveusersigninlogs: ['signIn', 'nonInteractiveSignIns'],
    aadserviceprincipalsigninlogs: ['signIn', 'servicePrincipalSignIns'],
    aadmanagedidentitysigninlogs: ['signIn', 'managedIdentitySignIns'],
    adfssigninlogs: ['signIn', 'federationSignIns'],
    auditlogs: ['directoryAudit', 'directoryAudits'],
    aadprovisioninglogs: ['provisioning', 'provisioning'],
    aaduserriskevents: ['riskDetection', 'riskDetections'],
    aadserviceprincipalriskevents: ['riskDetection', 'riskDetections'],
    aadriskyusers: ['riskDetection', 'riskDetections'],
    azureactivity: ['azureActivity', 'azureActivity'],
    officeactivity: ['unifiedAudit', 'unifiedAudit'],
    microsoftgraphactivitylogs: ['graphActivity', 'graphActivity'],
    securityalert: ['securityAlert', 'securityAlerts'],
  }),
)

/** What the tables call otherwise than the service. */
const RENAMED: Readonly<Record<string, string>> = {
  LocationDetails: 'location',
  ConditionalAccessPolicies: 'appliedConditionalAccessPolicies',
  AADOperationType: 'operationType',
  RiskLevel: 'riskLevelDuringSignIn',
  OperationNameValue: 'operationName',
  ActivityStatusValue: 'status',
  ActivitySubstatusValue: 'subStatus',
  CategoryValue: 'category',
  ResourceProviderValue: 'resourceProviderName',
  EventSubmissionTimestamp: 'submissionTimestamp',
  Authorization_d: 'authorization',
  Claims_d: 'claims',
  Properties_d: 'properties',
  HTTPRequest: 'httpRequest',
  _ResourceId: 'resourceId',
  SystemAlertId: 'id',
  AlertName: 'title',
  AlertSeverity: 'severity',
}

const OFFICE: Readonly<Record<string, string>> = {
  OfficeId: 'Id',
  SourceRecordId: 'Id',
  OfficeWorkload: 'Workload',
  OfficeObjectId: 'ObjectId',
  Client_IPAddress: 'ClientIPAddress',
  TimeGenerated: 'CreationTime',
}

/** Reads a row of a table, by the table's name or, without one, by the columns. */
export function readLogAnalytics(row: Fields): Reading | undefined {
  const time = row['TimeGenerated'] ?? row['TimeGenerated [UTC]']
  if (time === undefined) return undefined
  const table = TABLES.get((text(row['Type'] ?? row['$table']) ?? '').toLowerCase())
  if (table?.[0] === 'unifiedAudit' || (!table && 'OfficeWorkload' in row)) return office(row)
  const record = timed(graphNamed(withoutPlainLocation(aliasedFirst(row))), time)
  const kind = table?.[0] ?? ('OperationNameValue' in row ? 'azureActivity' : kindOf(record))
  if (kind === undefined) return undefined
  const source = table?.[1] ?? sourceOf(kind, record)
  return { shape: 'logAnalytics', kind, source, record, around: record }
}

/** The renamed column wins over one that happens to have the name of the service. */
function aliasedFirst(row: Fields): Fields {
  const into: Record<string, unknown> = {}
  for (const [from, to] of Object.entries(RENAMED))
    if (row[from] !== undefined && row[from] !== '') into[to] = row[from]
  return { ...into, ...row }
}

/** Beside the details of a place stands its country alone, under the details' name. */
function withoutPlainLocation(row: Fields): Fields {
  const { Location: country, ...rest } = row
  return fieldsOf(row['location']) ? rest : { ...rest, country: country ?? row['location'] }
}

function timed(record: Fields, time: unknown): Fields {
  return { ...record, time, timeGenerated: time, eventTimestamp: record['eventTimestamp'] ?? time }
}

function office(row: Fields): Reading {
  const record = auditNamed(aliased(row, OFFICE))
  return { shape: 'logAnalytics', kind: 'unifiedAudit', source: 'unifiedAudit', record, around: row }
}
