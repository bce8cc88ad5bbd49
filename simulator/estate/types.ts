/** What a simulated tenant consists of. Objects have the shape in which Microsoft Graph returns them. */
import type { Accounts } from './accounts.ts'

export type Item = Readonly<Record<string, unknown>>

export type User = {
  readonly id: string
  displayName: string
  userPrincipalName: string
  accountEnabled: boolean
  userType: 'Member' | 'Guest'
  perUserMfaState: PerUserMfa
  [property: string]: unknown
}

export type Method = { readonly '@odata.type': string; readonly id: string; [property: string]: unknown }

export type PerUserMfa = 'disabled' | 'enabled' | 'enforced'

export interface Account {
  user: User
  methods: Method[]
  /** False while the registration report, which lags up to 36 hours, does not know the account yet. */
  reported: boolean
}

export type MemberKind = 'user' | 'group' | 'servicePrincipal'

export interface Member {
  readonly kind: MemberKind
  readonly id: string
}

export interface Group {
  readonly group: Item & { readonly id: string; readonly displayName: string }
  members: Member[]
  /** The share of the ordinary people who are direct members too: those whose number leaves this remainder. */
  readonly share?: { readonly every: number; readonly remainder: number }
}

export type RoleAssignment = {
  readonly id: string
  readonly principalId: string
  readonly principalOrganizationId: string
  readonly directoryScopeId: string
  readonly roleDefinitionId: string
  readonly appScopeId: null
  readonly condition: null
}

export interface ForeignGroup {
  readonly id: string
  readonly organizationId: string
  readonly displayName: string | null
}

export interface Tenant {
  readonly tenantId: string
  readonly displayName: string
  readonly defaultDomainName: string
}

export interface Estate {
  readonly now: string
  readonly seed: number
  readonly tenant: Tenant
  /** Names of situations → ids, so that a test can say which account it means. */
  readonly situations: Readonly<Record<string, string>>
  readonly accounts: Accounts
  organization: Item
  domains: Item[]
  subscribedSkus: Item[]
  groups: Group[]
  foreignGroups: ForeignGroup[]
  servicePrincipals: Item[]
  roleAssignments: RoleAssignment[]
  roleAssignmentScheduleInstances: Item[]
  roleEligibilityScheduleInstances: Item[]
  roleManagementPolicyAssignments: Item[]
  conditionalAccessPolicies: Item[]
  namedLocations: Item[]
  authenticationStrengthPolicies: Item[]
  securityDefaults: Item
  authenticationMethodsPolicy: Item
  crossTenantDefault: Item
  crossTenantPartners: Item[]
  /** Tenants that `findTenantInformationByTenantId` knows, this one included. */
  knownTenants: Tenant[]
}
