/** Elements of Azure's answers, made by hand after the published descriptions; nobody in them exists. */
import { type Answer, NEVER } from './answers.ts'

const id = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`

/** Written as Azure likes to: capitals, and no slash before some of them. */
const SUBSCRIPTION = id('a').toUpperCase()
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/Rg-Logs`
const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
const own = { subscriptionId: id('a') }
const group = `/subscriptions/${id('a')}/resourcegroups/rg-logs`

const assignment = {
  roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${OWNER}`,
  principalId: id('B'),
  scope: GROUP,
  condition: null,
}
const whoAndWhere = {
  ...own,
  scope: group,
  scopeAsWritten: GROUP,
  roleDefinitionId: `/subscriptions/${id('a')}/providers/microsoft.authorization/roledefinitions/${OWNER}`,
  roleId: OWNER,
  principalId: id('b'),
  condition: null,
}

export const azureAnswers: readonly Answer[] = [
  {
    dataset: 'subscriptions',
    item: {
      subscriptionId: SUBSCRIPTION,
      tenantId: id('E'),
      displayName: 'Production',
      state: 'Enabled',
      subscriptionPolicies: { quotaId: 'CSP_2015-05-01', spendingLimit: 'Off', other: NEVER },
      managedByTenants: [{ tenantId: id('F') }],
      tags: { owner: 'it' },
      promotions: NEVER,
    },
    record: {
      ...own,
      tenantId: id('e'),
      displayName: 'Production',
      state: 'Enabled',
      subscriptionPolicies: { quotaId: 'CSP_2015-05-01', spendingLimit: 'Off' },
      managedByTenants: [{ tenantId: id('f') }],
      tags: { owner: 'it' },
    },
  },
  {
    dataset: 'managementGroups',
    item: {
      id: '/providers/Microsoft.Management/managementGroups/MG-Plant',
      type: NEVER,
      name: 'MG-Plant',
      displayName: 'Plants',
      parentId: '/providers/Microsoft.Management/managementGroups/Root',
      children: [
        { id: NEVER, type: '/subscriptions', name: SUBSCRIPTION, displayName: 'Production' },
        { id: NEVER, type: 'Microsoft.Management/managementGroups', name: 'below', displayName: NEVER },
      ],
    },
    record: {
      id: '/providers/microsoft.management/managementgroups/mg-plant',
      name: 'MG-Plant',
      displayName: 'Plants',
      parentId: '/providers/microsoft.management/managementgroups/root',
      subscriptions: [{ ...own, displayName: 'Production' }],
    },
  },
  {
    dataset: 'subscriptionBilling',
    item: {
      id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Billing/billingProperty/default`,
      name: NEVER,
      properties: {
        billingAccountAgreementType: 'MicrosoftCustomerAgreement',
        customerId: '/providers/Microsoft.Billing/customers/1',
        skuDescription: 'Microsoft Azure Plan',
        costCenter: NEVER,
      },
    },
    record: {
      ...own,
      billingAccountAgreementType: 'MicrosoftCustomerAgreement',
      customerId: '/providers/Microsoft.Billing/customers/1',
      skuDescription: 'Microsoft Azure Plan',
    },
    keyAt: 'id',
  },
  {
    dataset: 'subscriptionPolicy',
    item: {
      id: 'providers/Microsoft.Subscription/policies/default',
      name: NEVER,
      properties: { blockSubscriptionsLeavingTenant: false, exemptedPrincipals: [], other: NEVER },
    },
    record: {
      id: '/providers/microsoft.subscription/policies/default',
      blockSubscriptionsLeavingTenant: false,
      exemptedPrincipals: [],
    },
  },
  {
    dataset: 'azureRoleDefinitions',
    item: {
      id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${OWNER.toUpperCase()}`,
      type: 'microsoft.authorization/roledefinitions',
      properties: {
        roleName: 'Owner',
        type: 'BuiltInRole',
        assignableScopes: ['/'],
        permissions: [{ actions: ['*'], notActions: [], other: NEVER }],
        isServiceRole: NEVER,
      },
    },
    record: {
      id: OWNER,
      roleName: 'Owner',
      roleType: 'BuiltInRole',
      assignableScopes: ['/'],
      permissions: [{ actions: ['*'], notActions: [] }],
    },
  },
  {
    dataset: 'azureRoleAssignments',
    item: {
      id: `${GROUP}/providers/Microsoft.Authorization/roleAssignments/${id('1')}`,
      type: NEVER,
      properties: { ...assignment, principalType: 'ForeignGroup', createdBy: '', createdOn: '2026-01-01' },
    },
    record: {
      ...whoAndWhere,
      id: `${group}/providers/microsoft.authorization/roleassignments/${id('1')}`,
      principalType: 'ForeignGroup',
      createdBy: null,
      createdOn: '2026-01-01',
    },
  },
  {
    dataset: 'azureRoleEligibility',
    item: {
      id: `${GROUP}/providers/Microsoft.Authorization/RoleEligibilityScheduleInstances/${id('2')}`,
      properties: {
        ...assignment,
        principalType: 'User',
        endDateTime: '2027-01-01T00:00:00Z',
        expandedProperties: {
          roleDefinition: { id: NEVER, displayName: NEVER },
          principal: { displayName: 'Ada', email: 'ada@contoso.example', id: NEVER },
        },
      },
    },
    record: {
      ...whoAndWhere,
      id: `${group}/providers/microsoft.authorization/roleeligibilityscheduleinstances/${id('2')}`,
      principalType: 'User',
      endDateTime: '2027-01-01T00:00:00Z',
      principalDisplayName: 'Ada',
      principalEmail: 'ada@contoso.example',
    },
  },
  {
    dataset: 'registrationAssignments',
    item: {
      id: `${GROUP}/providers/Microsoft.ManagedServices/registrationAssignments/${id('3')}`,
      properties: { provisioningState: 'Succeeded', registrationDefinitionId: 'subscriptions/X/Definition' },
      definition: {
        provisioningState: NEVER,
        registrationDefinitionName: 'Operations',
        managedByTenantId: id('F'),
        authorizations: [{ principalId: id('4'), roleDefinitionId: OWNER, other: NEVER }],
      },
    },
    record: {
      ...own,
      id: `${group}/providers/microsoft.managedservices/registrationassignments/${id('3')}`,
      scope: group,
      provisioningState: 'Succeeded',
      registrationDefinitionId: '/subscriptions/x/definition',
      registrationDefinitionName: 'Operations',
      managedByTenantId: id('f'),
      authorizations: [{ principalId: id('4'), roleDefinitionId: OWNER }],
    },
  },
  {
    dataset: 'classicAdministrators',
    item: {
      id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/classicAdministrators/1`,
      type: NEVER,
      properties: { emailAddress: 'ada@contoso.example', role: 'ServiceAdministrator;AccountAdministrator' },
    },
    record: {
      ...own,
      id: `/subscriptions/${id('a')}/providers/microsoft.authorization/classicadministrators/1`,
      emailAddress: 'ada@contoso.example',
      roles: ['ServiceAdministrator', 'AccountAdministrator'],
    },
  },
  {
    dataset: 'resources',
    item: {
      id: `${GROUP}/providers/Microsoft.Compute/virtualMachines/VM-1`,
      ...own,
      name: 'VM-1',
      type: 'Microsoft.Compute/virtualMachines',
      kind: '',
      location: 'norwayeast',
      resourceGroup: 'rg-logs',
      managedBy: '',
      sku: null,
      tags: { owner: 'it' },
      identity: { type: 'SystemAssigned', principalId: id('5') },
      vmSize: 'Standard_D4s_v5',
      timeCreated: '',
      immutableStorage: null,
      properties: { osProfile: NEVER },
    },
    record: {
      ...own,
      id: `${group}/providers/microsoft.compute/virtualmachines/vm-1`,
      name: 'VM-1',
      type: 'microsoft.compute/virtualmachines',
      kind: null,
      location: 'norwayeast',
      resourceGroup: 'rg-logs',
      managedBy: null,
      sku: null,
      tags: { owner: 'it' },
      identity: { type: 'SystemAssigned', principalId: id('5') },
      vmSize: 'Standard_D4s_v5',
      timeCreated: null,
      immutableStorage: null,
    },
  },
  {
    dataset: 'resourceChanges',
    item: {
      id: `${GROUP}/providers/Microsoft.Compute/virtualMachines/VM-1/providers/Microsoft.Resources/changes/${id('6')}`,
      ...own,
      resourceGroup: 'rg-logs',
      properties: {
        targetResourceId: `${GROUP}/providers/Microsoft.Compute/virtualMachines/VM-1`,
        targetResourceType: 'Microsoft.Compute/virtualMachines',
        changeType: 'Create',
        changeAttributes: { timestamp: '2026-11-14T09:00:00Z', correlationId: id('7'), changesCount: NEVER },
        changes: NEVER,
      },
    },
    record: {
      ...own,
      id: `${group}/providers/microsoft.compute/virtualmachines/vm-1/providers/microsoft.resources/changes/${id('6')}`,
      resourceGroup: 'rg-logs',
      targetResourceId: `${group}/providers/microsoft.compute/virtualmachines/vm-1`,
      targetResourceType: 'microsoft.compute/virtualmachines',
      changeType: 'Create',
      timestamp: '2026-11-14T09:00:00Z',
      correlationId: id('7'),
    },
  },
  {
    dataset: 'diagnosticSettings',
    item: {
      id: 'providers/Microsoft.Management/managementGroups/MG-Plant/providers/microsoft.insights/diagnosticSettings/All',
      type: null,
      name: 'All',
      location: NEVER,
      properties: {
        workspaceId: `${GROUP.slice(1)}/providers/Microsoft.OperationalInsights/workspaces/Ws`,
        storageAccountId: '',
        logs: [{ category: 'Administrative', categoryGroup: null, enabled: true, other: NEVER }],
      },
    },
    record: {
      id: '/providers/microsoft.management/managementgroups/mg-plant/providers/microsoft.insights/diagnosticsettings/all',
      subscriptionId: null,
      scope: '/providers/microsoft.management/managementgroups/mg-plant',
      name: 'All',
      workspaceId: `${group}/providers/microsoft.operationalinsights/workspaces/ws`,
      storageAccountId: null,
      logs: [{ category: 'Administrative', categoryGroup: null, enabled: true }],
    },
  },
  {
    dataset: 'entraDiagnosticSettings',
    item: {
      id: 'providers/Microsoft.Aadiam/diagnosticSettings/Entra',
      name: 'Entra',
      location: NEVER,
      properties: {
        workspaceId: '',
        logs: [{ category: 'SignInLogs', enabled: true, retentionPolicy: { enabled: false, days: 0 } }],
      },
    },
    record: {
      id: '/providers/microsoft.aadiam/diagnosticsettings/entra',
      name: 'Entra',
      workspaceId: null,
      logs: [{ category: 'SignInLogs', enabled: true, retentionPolicy: { enabled: false, days: 0 } }],
    },
  },
  {
    dataset: 'logWorkspaces',
    item: {
      id: `${GROUP}/providers/Microsoft.OperationalInsights/workspaces/Ws`,
      name: 'Ws',
      tags: NEVER,
      properties: {
        customerId: id('8'),
        sku: { name: 'PerGB2018' },
        retentionInDays: 90,
        workspaceCapping: { dailyQuotaGb: 2.5, quotaNextResetTime: NEVER },
        features: { immediatePurgeDataOn30Days: true, other: NEVER },
      },
    },
    record: {
      ...own,
      id: `${group}/providers/microsoft.operationalinsights/workspaces/ws`,
      name: 'Ws',
      customerId: id('8'),
      sku: 'PerGB2018',
      retentionInDays: 90,
      dailyQuotaGb: 2.5,
      immediatePurgeDataOn30Days: true,
    },
  },
  {
    dataset: 'logTables',
    item: {
      id: `${GROUP}/providers/Microsoft.OperationalInsights/workspaces/Ws/tables/SigninLogs`,
      name: 'SigninLogs',
      properties: {
        plan: 'Analytics',
        retentionInDays: 30,
        totalRetentionInDays: 365,
        retentionInDaysAsDefault: 'True',
        totalRetentionInDaysAsDefault: false,
        schema: NEVER,
      },
    },
    record: {
      ...own,
      id: `${group}/providers/microsoft.operationalinsights/workspaces/ws/tables/signinlogs`,
      workspaceId: `${group}/providers/microsoft.operationalinsights/workspaces/ws`,
      name: 'SigninLogs',
      plan: 'Analytics',
      retentionInDays: 30,
      totalRetentionInDays: 365,
      retentionInDaysAsDefault: true,
      totalRetentionInDaysAsDefault: false,
    },
  },
  {
    dataset: 'scheduledActions',
    item: {
      id: `subscriptions/${SUBSCRIPTION}/providers/Microsoft.CostManagement/scheduledActions/Anomaly`,
      name: 'Anomaly',
      kind: 'InsightAlert',
      eTag: NEVER,
      systemData: { createdBy: 'ada@contoso.example', createdByType: 'User' },
      properties: {
        displayName: 'Daily cost anomaly',
        scope: `subscriptions/${SUBSCRIPTION}`,
        status: 'Enabled',
        viewId: '/providers/Microsoft.CostManagement/views/ms:DailyAnomalyByResourceGroup',
        notification: { to: ['secops@contoso.example'], subject: 'Cost anomaly', regionalFormat: NEVER },
        schedule: { frequency: 'Daily', endDate: '2027-09-01T00:00:00Z' },
        fileDestination: NEVER,
      },
    },
    record: {
      ...own,
      id: `/subscriptions/${id('a')}/providers/microsoft.costmanagement/scheduledactions/anomaly`,
      name: 'Anomaly',
      kind: 'InsightAlert',
      displayName: 'Daily cost anomaly',
      scope: `/subscriptions/${id('a')}`,
      status: 'Enabled',
      viewId: '/providers/Microsoft.CostManagement/views/ms:DailyAnomalyByResourceGroup',
      notification: { to: ['secops@contoso.example'], subject: 'Cost anomaly' },
      schedule: { frequency: 'Daily', endDate: '2027-09-01T00:00:00Z' },
      createdBy: 'ada@contoso.example',
      createdByType: 'User',
    },
  },
  {
    dataset: 'budgets',
    item: {
      id: `subscriptions/${SUBSCRIPTION}/providers/Microsoft.Consumption/budgets/Monthly`,
      name: 'Monthly',
      eTag: NEVER,
      properties: {
        category: 'Cost',
        amount: 600.65,
        timePeriod: { startDate: '2026-01-01T00:00:00Z', endDate: '2027-01-01T00:00:00Z' },
        currentSpend: { amount: 12, unit: 'USD' },
        notifications: {
          Forecast: { enabled: true, threshold: 100, thresholdType: 'Forecasted', locale: NEVER },
        },
      },
    },
    record: {
      ...own,
      id: `/subscriptions/${id('a')}/providers/microsoft.consumption/budgets/monthly`,
      scope: `/subscriptions/${id('a')}`,
      name: 'Monthly',
      category: 'Cost',
      amount: 600.65,
      startDate: '2026-01-01T00:00:00Z',
      endDate: '2027-01-01T00:00:00Z',
      currentSpend: { amount: 12, unit: 'USD' },
      notifications: [{ name: 'Forecast', enabled: true, threshold: 100, thresholdType: 'Forecasted' }],
    },
  },
  {
    dataset: 'azureSecureScores',
    item: {
      id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Security/secureScores/ascScore`,
      name: 'ascScore',
      type: NEVER,
      properties: {
        displayName: 'ASC score',
        score: { max: 39, current: 23.5, percentage: 0.6 },
        weight: 67,
      },
    },
    record: {
      ...own,
      id: `/subscriptions/${id('a')}/providers/microsoft.security/securescores/ascscore`,
      name: 'ascScore',
      displayName: 'ASC score',
      max: 39,
      current: 23.5,
      percentage: 0.6,
      weight: 67,
    },
  },
]
