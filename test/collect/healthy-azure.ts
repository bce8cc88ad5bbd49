/** One subscription of the healthy tenant: billed, watched, and the place to which all logs go. */
import type { Estate } from '../../simulator/cloud.ts'

const SUBSCRIPTION = '5b0f7b8c-4c3e-4f0e-9a53-2b7f6f1d0c22'
const WORKSPACE = `/subscriptions/${SUBSCRIPTION}/resourcegroups/logs/providers/microsoft.operationalinsights/workspaces/logs`

const TABLES = [
  'AzureActivity',
  'SigninLogs',
  'AuditLogs',
  'AADNonInteractiveUserSignInLogs',
  'AADServicePrincipalSignInLogs',
  'AADManagedIdentitySignInLogs',
]

const LOGS = [
  'AuditLogs',
  'SignInLogs',
  'NonInteractiveUserSignInLogs',
  'ServicePrincipalSignInLogs',
  'ManagedIdentitySignInLogs',
]

/** Gives the estate its subscription, with everything that the practices ask of one. */
export function giveSubscription({ azure, tenant, now }: Estate): void {
  const id = `/subscriptions/${SUBSCRIPTION}`
  azure.subscriptions.push({
    subscriptionId: SUBSCRIPTION,
    managementGroup: tenant.tenantId,
    item: {
      id,
      subscriptionId: SUBSCRIPTION,
      tenantId: tenant.tenantId,
      displayName: 'Studio',
      state: 'Enabled',
    },
    billingProperty: {
      id: `${id}/providers/Microsoft.Billing/billingProperty/default`,
      name: 'default',
      properties: {
        billingAccountAgreementType: 'MicrosoftCustomerAgreement',
        billingAccountDisplayName: 'Fernhill',
      },
    },
  })
  keepLogs({ azure })
  azure.scheduledActions.push({
    id: `${id.slice(1)}/providers/Microsoft.CostManagement/scheduledActions/anomaly`,
    name: 'anomaly',
    kind: 'InsightAlert',
    properties: {
      status: 'Enabled',
      schedule: {
        frequency: 'Daily',
        startDate: now,
        endDate: `${Number(now.slice(0, 4)) + 1}${now.slice(4)}`,
      },
      notification: { to: ['security@fernhill.example'], subject: 'Cost anomaly' },
    },
  })
  azure.resourceChanges.push(creation(now))
}

function keepLogs({ azure }: Pick<Estate, 'azure'>): void {
  azure.workspaces.push({
    id: WORKSPACE,
    name: 'logs',
    properties: { retentionInDays: 90, sku: { name: 'PerGB2018' } },
  })
  for (const name of TABLES)
    azure.tables.push({
      id: `${WORKSPACE}/tables/${name}`,
      name,
      properties: { plan: 'Analytics', retentionInDays: 90, totalRetentionInDays: 365 },
    })
  azure.diagnosticSettings.push({
    id: `subscriptions/${SUBSCRIPTION}/providers/Microsoft.Insights/diagnosticSettings/out`,
    name: 'out',
    properties: { workspaceId: WORKSPACE, logs: [{ category: 'Administrative', enabled: true }] },
  })
  azure.entraDiagnosticSettings.push({
    id: 'providers/Microsoft.Aadiam/diagnosticSettings/out',
    name: 'out',
    properties: { workspaceId: WORKSPACE, logs: LOGS.map((category) => ({ category, enabled: true })) },
  })
}

/** Somebody made a storage account yesterday, and said so. */
function creation(now: string) {
  const resource = `/subscriptions/${SUBSCRIPTION}/resourceGroups/site/providers/Microsoft.Storage/storageAccounts/site`
  return {
    id: `${resource}/providers/Microsoft.Resources/changes/1`,
    name: '1',
    type: 'microsoft.resources/changes',
    subscriptionId: SUBSCRIPTION,
    resourceGroup: 'site',
    properties: {
      targetResourceId: resource,
      targetResourceType: 'microsoft.storage/storageaccounts',
      changeType: 'Create',
      changeAttributes: { timestamp: new Date(Date.parse(now) - 24 * 60 * 60 * 1000).toISOString() },
    },
  }
}
