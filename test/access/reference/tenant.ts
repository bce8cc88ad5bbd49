import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { GroupMembers } from '#model/records/group-members.ts'
import type { NamedLocation } from '#model/records/named-locations.ts'
import type { Organization } from '#model/records/organization.ts'
import type { PerUserMfaState } from '#model/records/per-user-mfa-states.ts'
import type { RoleAssignment } from '#model/records/role-assignments.ts'
import type { RoleDefinition } from '#model/records/role-definitions.ts'
import type { IdentitySecurityDefaultsEnforcementPolicy } from '#model/records/security-defaults.ts'
import type { User } from '#model/records/users.ts'

/** Everything that decides what a sign-in of somebody meets. */
export interface Tenant {
  readonly users: readonly User[]
  readonly groupMembers: readonly GroupMembers[]
  readonly roleAssignments: readonly RoleAssignment[]
  readonly roleDefinitions: readonly RoleDefinition[]
  readonly conditionalAccessPolicies: readonly ConditionalAccessPolicy[]
  readonly namedLocations: readonly NamedLocation[]
  readonly authenticationStrengthPolicies: readonly AuthenticationStrengthPolicy[]
  readonly identitySecurityDefaultsEnforcementPolicy: readonly IdentitySecurityDefaultsEnforcementPolicy[]
  readonly perUserMfaStates: readonly PerUserMfaState[]
  readonly organization: readonly Organization[]
  /** Names of the datasets that were not read whole. */
  readonly incomplete: ReadonlySet<string>
}

export type Conditions = NonNullable<ConditionalAccessPolicy['conditions']>
export type UserConditions = NonNullable<Conditions['users']>
export type GuestConditions = NonNullable<UserConditions['includeGuestsOrExternalUsers']>
export type GrantControls = NonNullable<ConditionalAccessPolicy['grantControls']>
export type Strength = NonNullable<GrantControls['authenticationStrength']>

/** What a grade is given for: `all` is every application, the last is an action. */
export const RESOURCES = [
  'all',
  'exchange',
  'sharepoint',
  'arm',
  'adminPortals',
  'graph',
  'registerSecurityInfo',
] as const
export type Resource = (typeof RESOURCES)[number]

export const CLIENTS = ['browser', 'modern', 'activeSync', 'otherLegacy', 'deviceCode'] as const
export type Client = (typeof CLIENTS)[number]

/** From the worst to the best, as the verdict takes them. */
export const GRADES = ['E', 'D', 'unknown', 'C', 'B', 'A', 'blocked'] as const
export type Grade = (typeof GRADES)[number]

export type Grades = Readonly<Record<Resource, Readonly<Record<Client, Grade>>>>

/** What one account gets. */
export interface Coverage {
  readonly grades: Grades
  readonly verdict: Grade
}
