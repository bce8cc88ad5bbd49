/** What stands in Azure beside the roles: subscriptions, bills, exports of logs, cost alerts. */
import { claimsOf, estateOf } from '#access/subscriptions/expectations.ts'
import type { Claim } from '#model/claims.ts'
import type { DiagnosticSetting, EntraDiagnosticSetting } from '#model/records/diagnostic-settings.ts'
import type { LogTable } from '#model/records/log-tables.ts'
import type { ResourceChange } from '#model/records/resource-changes.ts'
import type { ScheduledAction } from '#model/records/scheduled-actions.ts'
import type { SubscriptionBilling } from '#model/records/subscription-billing.ts'
import type { Subscription } from '#model/records/subscriptions.ts'
import { CONTOSO } from './ids.ts'
import type { TenantRecords } from './tenant.ts'

export const WORKSPACE =
  '/subscriptions/logs/resourcegroups/logs/providers/microsoft.operationalinsights/workspaces/logs'
export const STORAGE =
  '/subscriptions/logs/resourcegroups/logs/providers/microsoft.storage/storageaccounts/logs'

/** A subscription of Contoso's in use. */
export function aSubscription(
  subscriptionId = 'production',
  changes: Partial<Subscription> = {},
): Subscription {
  return { subscriptionId, tenantId: CONTOSO, displayName: subscriptionId, state: 'Enabled', ...changes }
}

/** The bill of a subscription goes to Fabrikam. */
export function aBill(
  subscriptionId = 'production',
  changes: Partial<SubscriptionBilling> = {},
): SubscriptionBilling {
  return {
    subscriptionId,
    billingAccountAgreementType: 'MicrosoftCustomerAgreement',
    billingAccountId: '/providers/microsoft.billing/billingaccounts/fabrikam',
    billingAccountDisplayName: 'Fabrikam',
    customerId: 'contoso',
    ...changes,
  }
}

/** What somebody who attests the only subscription of such a tenant looks at. */
export function claimsInSubscriptions(records: TenantRecords): readonly Claim[] {
  const estate = estateOf(records.subscriptions ?? [], records.subscriptionBilling ?? [], CONTOSO)
  return (records.subscriptions ?? []).flatMap((one) => claimsOf(one, estate))
}

/** A virtual machine that came into being. */
export function aCreation(name = 'vm-1', changes: Partial<ResourceChange> = {}): ResourceChange {
  const targetResourceType = changes.targetResourceType ?? 'microsoft.compute/virtualmachines'
  const resource = `/subscriptions/production/resourcegroups/erp/providers/${targetResourceType}/${name}`
  return {
    id: `${resource}/providers/microsoft.resources/changes/1`,
    subscriptionId: 'production',
    resourceGroup: 'erp',
    targetResourceId: resource,
    targetResourceType,
    changeType: 'Create',
    timestamp: '2026-05-25T10:00:00Z',
    ...changes,
  }
}

/** The activity log of a subscription goes to a workspace. */
export function anExport(
  scope = '/subscriptions/production',
  changes: Partial<DiagnosticSetting> = {},
): DiagnosticSetting {
  return {
    id: `${scope}/providers/microsoft.insights/diagnosticsettings/${changes.name ?? 'out'}`,
    scope,
    subscriptionId: scope.startsWith('/subscriptions/') ? (scope.split('/')[2] ?? null) : null,
    workspaceId: WORKSPACE,
    storageAccountId: null,
    logs: [{ category: 'Administrative', enabled: true }],
    ...changes,
  }
}

const ENTRA = [
  'AuditLogs',
  'SignInLogs',
  'NonInteractiveUserSignInLogs',
  'ServicePrincipalSignInLogs',
  'ManagedIdentitySignInLogs',
]

/** The logs of Entra go to a workspace, all five unless others are named. */
export function anEntraExport(
  changes: Partial<EntraDiagnosticSetting> = {},
  categories: readonly string[] = ENTRA,
): EntraDiagnosticSetting {
  return {
    id: `/providers/microsoft.aadiam/diagnosticsettings/${changes.name ?? 'out'}`,
    workspaceId: WORKSPACE,
    logs: categories.map((category) => ({ category, enabled: true })),
    ...changes,
  }
}

/** Tables of the workspace, kept so many days. */
export function logTables(days: number, changes: Partial<LogTable> = {}): readonly LogTable[] {
  const names = [
    'AuditLogs',
    'SigninLogs',
    'AADNonInteractiveUserSignInLogs',
    'AADServicePrincipalSignInLogs',
    'AADManagedIdentitySignInLogs',
    'AzureActivity',
  ]
  return names.map((name) => ({
    id: `${WORKSPACE}/tables/${name.toLowerCase()}`,
    subscriptionId: 'logs',
    workspaceId: WORKSPACE,
    name,
    plan: 'Analytics',
    retentionInDays: Math.min(days, 90),
    totalRetentionInDays: days,
    ...changes,
  }))
}

/** Microsoft's alert on unusual cost, to a mailbox of Contoso's. */
export function anAnomalyAlert(
  subscriptionId = 'production',
  changes: Partial<ScheduledAction> = {},
): ScheduledAction {
  return {
    id: `/subscriptions/${subscriptionId}/providers/microsoft.costmanagement/scheduledactions/anomaly`,
    subscriptionId,
    name: 'anomaly',
    kind: 'InsightAlert',
    status: 'Enabled',
    notification: { to: ['security@contoso.example'] },
    schedule: { frequency: 'Daily', endDate: '2027-05-01T00:00:00Z' },
    ...changes,
  }
}
