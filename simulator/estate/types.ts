/** What a simulated tenant consists of. Objects have the shape in which Microsoft Graph returns them. */
import type { Accounts } from './accounts.ts'
import type { AzureEstate } from './azure/types.ts'
import type { AccountSketch } from './users.ts'

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
  group: Item & { readonly id: string; readonly displayName: string }
  members: Member[]
  /** The share of the ordinary people who are direct members too: those whose number leaves this remainder. */
  readonly share?: { readonly every: number; readonly remainder: number }
  /** Ids of those who would be members by their number and have been taken out since. */
  left?: Set<string>
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

export interface Estate extends DirectoryExtras {
  readonly azure: AzureEstate
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
  readonly newAccount: (sketch: AccountSketch) => Account
}

/** What stands around accounts, groups and roles. */
export interface DirectoryExtras {
  applications: Item[]
  appRoleAssignments: Item[]
  oauth2PermissionGrants: Item[]
  /** Owners of applications, service principals and groups, by the id of what they own. */
  owners: Record<string, Member[]>
  /** Sponsors of guests, by the guest's id. */
  sponsors: Record<string, Member[]>
  devices: Devices
  administrativeUnits: Item[]
  scopedRoleMembers: Record<string, Item[]>
  accessReviewDefinitions: Item[]
  authorizationPolicy: Item
  /** By domain name; a managed domain has no entry. */
  federationConfigurations: Record<string, Item[]>
  governanceRelationships: Item[]
  relatedTenants: Item[]
  exchangeRoleDefinitions: Item[]
  exchangeRoleAssignments: Item[]
  intuneRoleDefinitions: Item[]
  intuneRoleAssignments: Item[]
  secureScores: Item[]
  commerceSubscriptions: Item[]
  reportSettings: Item
  /** The logs, in any order. */
  signIns: Item[]
  directoryAudits: Item[]
  partnerInformation: Item | null
}

/** Devices: a few with an owner of name, and one for every fourth ordinary person, computed. */
export interface Devices {
  readonly named: { readonly device: Item; readonly owner: string }[]
  readonly every: number
  build(index: number): Item
}
