import type { Frame } from '../frame.ts'
import type { Resource } from './types.ts'

/** The workspace that the logs go to, its tables, and the settings that send them there. */
export function logging(frame: Frame, subscriptionId: string) {
  const group = `/subscriptions/${subscriptionId}/resourcegroups/bw-logs`
  const workspace = `${group}/providers/microsoft.operationalinsights/workspaces/bw-logs`
  return {
    workspaces: [
      {
        properties: {
          customerId: frame.id('workspace/bw-logs'),
          provisioningState: 'Succeeded',
          sku: { name: 'PerGB2018' },
          retentionInDays: 30,
          publicNetworkAccessForQuery: 'Enabled',
          publicNetworkAccessForIngestion: 'Enabled',
        },
        id: workspace,
        name: 'bw-logs',
        type: 'Microsoft.OperationalInsights/workspaces',
        location: 'norwayeast',
        tags: { owner: 'it' },
      },
    ],
    tables: [
      table(workspace, 'AzureActivity', 90, 90),
      table(workspace, 'SigninLogs', 30, 30),
      table(workspace, 'AuditLogs', 30, 365),
      table(workspace, 'AADNonInteractiveUserSignInLogs', 30, 30),
      table(workspace, 'AADServicePrincipalSignInLogs', 30, 30),
      table(workspace, 'Usage', 90, 90),
    ],
    diagnosticSettings: [
      {
        // The id lacks its first slash and the type is null, as in the official example.
        id: `subscriptions/${subscriptionId}/providers/AzureResourceManager/diagnosticSettings/to-workspace`,
        type: null,
        name: 'to-workspace',
        properties: {
          storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/bwlogs`,
          workspaceId: workspace,
          eventHubAuthorizationRuleId: null,
          logs: ['Administrative', 'Security', 'Alert'].map((category) => ({
            category,
            categoryGroup: null,
            enabled: category !== 'Alert',
          })),
        },
      },
    ],
    entraDiagnosticSettings: [
      {
        id: 'providers/Microsoft.Aadiam/diagnosticSettings/entra-to-workspace',
        type: '',
        name: 'entra-to-workspace',
        location: '',
        properties: {
          storageAccountId: '',
          workspaceId: workspace,
          eventHubAuthorizationRuleId: '',
          logs: ['AuditLogs', 'SignInLogs'].map((category) => ({
            category,
            enabled: true,
            retentionPolicy: { enabled: false, days: 0 },
          })),
        },
      },
    ],
  } satisfies Record<string, Resource[]>
}

function table(workspace: string, name: string, days: number, total: number): Resource {
  const flag = (isDefault: boolean): string => (isDefault ? 'True' : 'False')
  return {
    properties: {
      schema: {
        name,
        tableSubType: 'Any',
        tableType: 'Microsoft',
        displayName: null,
        description: null,
        columns: null,
        standardColumns: [column('TenantId', 'guid', true), column('TimeGenerated', 'dateTime', false)],
        categories: null,
        labels: null,
        source: null,
        solutions: ['LogManagement'],
      },
      provisioningState: 'Succeeded',
      retentionInDays: days,
      totalRetentionInDays: total,
      archiveRetentionInDays: total - days,
      retentionInDaysAsDefault: flag(days === 30),
      totalRetentionInDaysAsDefault: flag(total === days),
      plan: 'Analytics',
    },
    name,
    id: `${workspace}/tables/${name}`,
  }
}

function column(name: string, type: string, isHidden: boolean) {
  return {
    isHidden,
    name,
    type,
    dataTypeHint: null,
    displayName: null,
    description: null,
    isDefaultDisplay: false,
  }
}
