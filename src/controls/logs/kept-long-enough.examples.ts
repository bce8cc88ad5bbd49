import { denied, partial } from '#model/coverage.ts'
import {
  aLicence,
  anEntraExport,
  anExport,
  aSubscription,
  aTenant,
  CONTOSO,
  defineExamples,
  logTables,
  STORAGE,
  type TenantRecords,
  WORKSPACE,
} from '../../../test/builders/index.ts'
import { logsAreKeptLongEnough as control } from './kept-long-enough.ts'

const free = [{ skuId: 'basic', capabilityStatus: 'Enabled', servicePlans: [] }]
const kept = (days: number, changes: TenantRecords = {}) =>
  aTenant({
    entraDiagnosticSettings: [anEntraExport()],
    logTables: logTables(days),
    logWorkspaces: [{ id: WORKSPACE, subscriptionId: 'logs', retentionInDays: 30 }],
    ...changes,
  })

const ROOT = `/providers/microsoft.management/managementgroups/${CONTOSO}`
const inherited: TenantRecords = {
  subscriptions: [aSubscription()],
  managementGroups: [{ id: ROOT, parentId: null, subscriptions: [{ subscriptionId: 'production' }] }],
  diagnosticSettings: [anExport(ROOT)],
}
const withoutNumbers = { retentionInDays: null, totalRetentionInDays: null }

export const examples = defineExamples(control, [
  { name: 'half a year in a workspace', given: kept(180), then: 'pass' },
  {
    name: 'so is the activity log',
    given: kept(365, { subscriptions: [aSubscription()], diagnosticSettings: [anExport()] }),
    then: 'pass',
  },
  {
    name: 'what a management group sends counts',
    given: kept(365, inherited),
    then: 'pass',
  },
  {
    name: 'a month in a workspace is too short',
    given: kept(30),
    then: 'fail',
    subjects: [CONTOSO],
    severity: 'medium',
    because: /less than 180 days: AuditLogs \(30 days in workspace logs\), SignInLogs/,
  },
  {
    name: 'the longer of two places counts',
    given: kept(30, {
      entraDiagnosticSettings: [
        anEntraExport(),
        anEntraExport({ name: 'two', workspaceId: `${WORKSPACE}2` }),
      ],
      logTables: [
        ...logTables(30),
        ...logTables(400, { workspaceId: `${WORKSPACE}2` }).map((one) => ({ ...one, id: `${one.id}2` })),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'sent nowhere: what Microsoft keeps with Entra ID P1',
    given: aTenant({ subscribedSkus: [aLicence()] }),
    then: 'fail',
    severity: 'high',
    because: /AuditLogs \(sent nowhere, and Microsoft forgets it after 30 days\)/,
  },
  {
    name: 'sent nowhere: what Microsoft keeps without it',
    given: aTenant({ subscribedSkus: free }),
    then: 'fail',
    because: /after 7 days without Entra ID P1/,
  },
  {
    name: 'the activity log of one subscription is sent nowhere',
    given: kept(180, { subscriptions: [aSubscription()] }),
    then: 'fail',
    subjects: ['production'],
    because: /forgets it after 90 days/,
  },
  {
    name: 'how long a storage account keeps is not read, and no pass',
    given: kept(180, {
      entraDiagnosticSettings: [anEntraExport({ workspaceId: null, storageAccountId: STORAGE })],
    }),
    then: 'unknown',
    because: /AuditLogs: how long storage account logs keeps it was not read/,
  },
  {
    name: 'an event hub is a way and no place',
    given: kept(180, {
      entraDiagnosticSettings: [
        anEntraExport({ workspaceId: null, eventHubAuthorizationRuleId: '/subscriptions/logs/hub' }),
      ],
    }),
    then: 'unknown',
    because: /event hub hub/,
  },
  {
    name: 'a workspace that is gone keeps nothing',
    given: kept(180, {
      logTables: [
        { id: `${WORKSPACE}/tables`, subscriptionId: 'logs', workspaceId: WORKSPACE, notFound: true },
      ],
    }),
    then: 'fail',
    because: /workspace logs is not there any more/,
  },
  {
    name: 'a table that says nothing keeps as long as its workspace',
    given: kept(180, { logTables: logTables(180, withoutNumbers) }),
    then: 'fail',
    because: /30 days in workspace logs/,
  },
  {
    name: 'a table of which nothing is known',
    given: kept(180, { logTables: logTables(180, withoutNumbers), logWorkspaces: [] }),
    then: 'unknown',
    because: /how long workspace logs keeps AuditLogs was not read/,
  },
  {
    name: 'a group of logs that does not say what it holds',
    given: kept(180, {
      entraDiagnosticSettings: [anEntraExport({ logs: [{ categoryGroup: 'audit', enabled: true }] })],
    }),
    then: 'unknown',
    because: /group of logs/,
  },
  {
    name: 'settings that were refused are not none',
    given: aTenant(),
    coverage: { entraDiagnosticSettings: denied('HTTP 403', ['Reader at /providers/microsoft.aadiam']) },
    then: 'unknown',
    because: /microsoft\.aadiam/,
  },
  {
    name: 'tables of a workspace that the reader may not see',
    given: kept(180, { logTables: [] }),
    coverage: { logTables: partial('1 refused') },
    then: 'unknown',
    because: /table AuditLogs of workspace logs was not read/,
  },
])
