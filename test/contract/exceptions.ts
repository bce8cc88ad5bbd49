/** Where a request of ours goes beyond Microsoft's published description, and why it is right all the same. */
export interface RequestException {
  readonly path: string
  /** What the check complains about. */
  readonly complaint: string
  readonly because: string
}

const TIMES =
  'a window of time, documented with ge and le; lt leaves out the moment of the start (identity reference, section f.1)'

export const requestExceptions: readonly RequestException[] = [
  ...(['ge', 'lt'] as const).flatMap((operator) => [
    {
      path: '/beta/auditLogs/signIns',
      complaint: `$filter compares createdDateTime with ${operator}`,
      because: TIMES,
    },
    {
      path: '/beta/auditLogs/directoryAudits',
      complaint: `$filter compares activityDateTime with ${operator}`,
      because: TIMES,
    },
  ]),
  {
    path: '/v1.0/users',
    complaint: '$select names perUserMfaState, which no schema has',
    because:
      'selectable in practice and in no metadata; the collector checks the answer and has the documented request as orElse (identity reference, section a.5)',
  },
  {
    path: '/v1.0/users',
    complaint: '$expand names sponsors, which no schema has',
    because:
      'a relationship, which the subset leaves out; documented with "supports $expand" (identity reference, section e.2; learn.microsoft.com/graph/api/user-list-sponsors)',
  },
  {
    path: '/v1.0/servicePrincipals',
    complaint: '$select names createdDateTime, which no schema has',
    because:
      'in every recorded answer of v1.0 and selected in practice, in no metadata (identity reference, section b.6)',
  },
  {
    path: '/v1.0/groups',
    complaint: '$filter compares id with in',
    because: 'documented in prose only: at most 15 values (learn.microsoft.com/graph/filter-query-parameter)',
  },
]

/** A read that the published subset does not hold, and what the page that documents it says of it. */
export interface UndescribedRead {
  /** With parameters in braces. */
  readonly path: string
  /** The application permissions any one of which opens it, the one that the page marks as the least first. */
  readonly permissions: readonly string[]
  readonly because: string
}

export const undescribedReads: readonly UndescribedRead[] = [
  {
    path: '/v1.0/directory/subscriptions',
    permissions: ['Organization.Read.All', 'Organization.ReadWrite.All', 'Directory.Read.All'],
    because:
      'orders of licences, with the day they were placed (Azure reference, section 1.5; learn.microsoft.com/graph/api/directory-list-subscriptions)',
  },
  {
    path: '/v1.0/policies/defaultAppManagementPolicy',
    permissions: [
      'Policy.Read.All',
      'Policy.Read.ApplicationConfiguration',
      'Policy.ReadWrite.ApplicationConfiguration',
    ],
    because:
      'which credentials applications may have is not in the subset (learn.microsoft.com/graph/api/tenantappmanagementpolicy-get)',
  },
  {
    path: '/v1.0/applications/{id}/owners',
    permissions: ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'],
    because:
      'who can become an application (identity reference, section b.6; learn.microsoft.com/graph/api/application-list-owners)',
  },
  {
    path: '/v1.0/servicePrincipals/{id}/owners',
    permissions: ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'],
    because:
      'who can become a service principal (identity reference, section b.6; learn.microsoft.com/graph/api/serviceprincipal-list-owners)',
  },
  {
    path: "/v1.0/servicePrincipals(appId='{appId}')/appRoleAssignedTo",
    permissions: ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'],
    because:
      'the subset describes the same read by object id; by application id it needs no look-up before (identity reference, section b.6)',
  },
  {
    path: '/v1.0/deviceManagement/roleAssignments',
    permissions: ['DeviceManagementRBAC.Read.All', 'DeviceManagementRBAC.ReadWrite.All'],
    because:
      'Intune is not in the subset, and roles of its own lead to devices (identity reference, section b.1; learn.microsoft.com/graph/api/intune-rbac-deviceandappmanagementroleassignment-list)',
  },
  {
    path: '/beta/roleManagement/exchange/roleAssignments',
    permissions: ['RoleManagement.Read.Exchange', 'RoleManagement.ReadWrite.Exchange'],
    because:
      'the subset has the directory as the only provider of roles (identity reference, section b.1; learn.microsoft.com/graph/api/rbacapplication-list-roleassignments)',
  },
]

/** A permission beside the one that opens the path: for a property that takes one of its own. */
export interface ExtraPermission {
  readonly path: string
  readonly permission: string
  readonly because: string
}

export const extraPermissions: readonly ExtraPermission[] = [
  {
    path: '/v1.0/users',
    permission: 'AuditLog.Read.All',
    because: 'the path opens without it, `signInActivity` does not (identity reference, section b.5)',
  },
]

/** What the rows of a list are, where the description names their base type only. */
export const knownRows: Readonly<Record<string, string>> = {
  // Directory objects by the description, devices by name and in fact (identity reference, section c).
  '/v1.0/users/{id}/registeredDevices': 'v1.microsoft.graph.device',
}
