import type { Item } from '../types.ts'

/** One subscription, and where it hangs in the tree of management groups. */
export interface Subscription {
  readonly subscriptionId: string
  readonly managementGroup: string
  readonly item: Item
  readonly billingProperty: Item
}

export interface ManagementGroup {
  readonly name: string
  readonly displayName: string
  /** Undefined at the root, whose name is the tenant's id. */
  readonly parent: string | undefined
}

/** Anything with `properties`, as Azure Resource Manager returns it. */
export interface Resource {
  readonly id: string
  readonly properties: Item
  readonly [property: string]: unknown
}

/** The Azure side of a tenant. Lists hold everything; who sees how much of it is decided at every read. */
export interface AzureEstate {
  subscriptions: Subscription[]
  managementGroups: ManagementGroup[]
  roleAssignments: Resource[]
  roleDefinitions: Resource[]
  roleEligibilityScheduleInstances: Resource[]
  registrationAssignments: Resource[]
  classicAdministrators: Resource[]
  resources: Item[]
  resourceChanges: Resource[]
  diagnosticSettings: Resource[]
  entraDiagnosticSettings: Resource[]
  workspaces: Resource[]
  tables: Resource[]
  scheduledActions: Resource[]
  budgets: Resource[]
  secureScores: Resource[]
  billingAccounts: Resource[]
  tenantPolicy: Item | null
}

export function emptyAzure(tenantId: string): AzureEstate {
  return {
    subscriptions: [],
    managementGroups: [{ name: tenantId, displayName: 'Tenant Root Group', parent: undefined }],
    roleAssignments: [],
    roleDefinitions: [],
    roleEligibilityScheduleInstances: [],
    registrationAssignments: [],
    classicAdministrators: [],
    resources: [],
    resourceChanges: [],
    diagnosticSettings: [],
    entraDiagnosticSettings: [],
    workspaces: [],
    tables: [],
    scheduledActions: [],
    budgets: [],
    secureScores: [],
    billingAccounts: [],
    tenantPolicy: null,
  }
}
