/**
 * Where a collector's permission is not the one that Microsoft marks as the least for its path, and why it is right
 * all the same. Microsoft's marks are odd in places (identity reference, section g.7); whatever is listed here is a
 * promise of ours that no narrower permission would do.
 */
export interface BroaderPermission {
  /** As the published description writes it. */
  readonly path: string
  readonly permission: string
  /** What Microsoft marks; nothing where it marks nothing. */
  readonly marked: readonly string[]
  readonly because: string
}

const namesOnly =
  'User.ReadBasic.All shows names and addresses only, not whether an account is enabled, and the other one writes'
const noMark = 'Microsoft marks none as the least; of those that it lists, no other one only reads'

export const broaderPermissions: readonly BroaderPermission[] = [
  {
    path: '/v1.0/users',
    permission: 'User.Read.All',
    marked: ['User.ReadBasic.All', 'User.ReadWrite.All'],
    because: namesOnly,
  },
  {
    path: '/v1.0/users/{id}',
    permission: 'User.Read.All',
    marked: ['User.ReadBasic.All', 'User.ReadWrite.All'],
    because:
      'the list of accounts takes it anyway, and User.ReadBasic.All shows no plans, phones or other mails (section b.4)',
  },
  {
    path: '/v1.0/users',
    permission: 'AuditLog.Read.All',
    marked: ['User.ReadBasic.All', 'User.ReadWrite.All'],
    because: 'opens one property, signInActivity, and is asked for by nobody else (section b.5)',
  },
  {
    path: '/v1.0/organization',
    permission: 'Organization.Read.All',
    marked: ['DeviceManagementServiceConfig.Read.All'],
    because: 'the marked one belongs to Intune and reads its whole configuration (section g.7)',
  },
  {
    path: '/v1.0/groups',
    permission: 'GroupMember.Read.All',
    marked: ['Group-NestingSupport.ReadWrite.All', 'Group.ReadBasic.All'],
    because: 'one of the marked ones writes, the other does not read who is a member, which is asked for too',
  },
  {
    path: '/v1.0/groups/{id}/transitiveMembers',
    permission: 'GroupMember.Read.All',
    marked: ['GroupMember.ReadBasic.All'],
    because:
      'the reference knows no use of the marked one; it would not open the list of groups (section g.7)',
  },
  {
    path: '/v1.0/policies/authenticationMethodsPolicy',
    permission: 'Policy.Read.All',
    marked: ['Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod'],
    because:
      'Conditional Access and security defaults take Policy.Read.All anyway, which contains the marked one',
  },
  {
    path: '/v1.0/policies/authenticationStrengthPolicies',
    permission: 'Policy.Read.All',
    marked: ['Policy.Read.AuthenticationMethod'],
    because:
      'Conditional Access and security defaults take Policy.Read.All anyway, which contains the marked one',
  },
  {
    path: '/v1.0/policies/crossTenantAccessPolicy/default',
    permission: 'Policy.Read.All',
    marked: [],
    because: noMark,
  },
  {
    path: '/v1.0/policies/crossTenantAccessPolicy/partners',
    permission: 'Policy.Read.All',
    marked: [],
    because: noMark,
  },
  {
    path: '/v1.0/directory/administrativeUnits',
    permission: 'AdministrativeUnit.Read.All',
    marked: [],
    because: noMark,
  },
  {
    path: '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances',
    permission: 'RoleManagement.Read.Directory',
    marked: ['RoleAssignmentSchedule.Read.Directory'],
    because: 'definitions and assignments take this one anyway, which contains the marked one (section g.7)',
  },
  {
    path: '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances',
    permission: 'RoleManagement.Read.Directory',
    marked: ['RoleEligibilitySchedule.Read.Directory'],
    because: 'definitions and assignments take this one anyway, which contains the marked one (section g.7)',
  },
  {
    path: '/v1.0/policies/roleManagementPolicyAssignments',
    permission: 'RoleManagement.Read.Directory',
    marked: ['RoleManagement.Read.All'],
    because: 'narrower than the marked one, which reads the roles of every other service too',
  },
]

/** A write of Microsoft's list that names one of our permissions, and why it opens nothing. */
export interface ReadBesideWrite {
  readonly operation: string
  readonly permission: string
  readonly because: string
}

const beside =
  'the write takes a second permission that writes; this one is for what it refers to (section g.8)'

export const readsBesideWrites: readonly ReadBesideWrite[] = [
  {
    operation: 'POST /v1.0/security/auditLog/queries',
    permission: 'AuditLogsQuery.Read.All',
    because:
      'leaves a search of the unified log with the service and changes nothing in the tenant: the documented way to read it (section f.5; learn.microsoft.com/graph/api/security-auditcoreroot-post-auditlogqueries)',
  },
  {
    operation: 'POST /v1.0/identity/conditionalAccess/evaluate',
    permission: 'Policy.Read.All',
    because: 'the question "what if" is sent as POST and changes nothing (section a.4)',
  },
  {
    operation: 'POST /v1.0/identity/conditionalAccess/policies',
    permission: 'Policy.Read.All',
    because: beside,
  },
  {
    operation: 'POST /v1.0/identity/conditionalAccess/policies',
    permission: 'Application.Read.All',
    because: beside,
  },
  {
    operation: 'PATCH /v1.0/identity/conditionalAccess/policies/{id}',
    permission: 'Policy.Read.All',
    because: beside,
  },
  {
    operation: 'PATCH /v1.0/identity/conditionalAccess/policies/{id}',
    permission: 'Application.Read.All',
    because: beside,
  },
  {
    operation: 'PATCH /v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    permission: 'Policy.Read.All',
    because: beside,
  },
]
