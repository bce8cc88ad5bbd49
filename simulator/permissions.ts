import table from './permissions.generated.json' with { type: 'json' }

/** Application permissions any one of which opens a read, by `GET /v1.0/path/{id}`. */
const published: Readonly<Record<string, readonly string[]>> = table.reads

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All']
const groupReaders = [
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  ...directory,
]

const applicationReaders = ['Application.Read.All', 'Application.ReadWrite.All', ...directory]
// Named after their pages in the reference of Microsoft Graph; the subset has neither path.
const exchangeReaders = ['RoleManagement.Read.Exchange', 'RoleManagement.ReadWrite.Exchange']
const intuneReaders = ['DeviceManagementRBAC.Read.All', 'DeviceManagementRBAC.ReadWrite.All']

/**
 * Where the published flags mislead. The identity reference (section g.7) says that some of them are odd, and
 * that its own list is the one to follow: a tool that trusts the odd ones would be refused by the real service.
 */
const corrected: Readonly<Record<string, readonly string[]>> = {
  // Flagged least: DeviceManagementServiceConfig.Read.All, which belongs to Intune.
  'GET /v1.0/organization': ['Organization.Read.All', 'Organization.ReadWrite.All', ...directory],
  // Flagged least: User.ReadBasic.All, which shows names only, and several permissions of Intune and agents.
  'GET /v1.0/users': ['User.Read.All', 'User.ReadWrite.All', ...directory],
  'GET /v1.0/users/{id}': ['User.Read.All', 'User.ReadWrite.All', ...directory],
  // Flagged least: Group-NestingSupport.ReadWrite.All, a write permission, and Group.ReadBasic.All.
  'GET /v1.0/groups': groupReaders,
  // Flagged least: GroupMember.ReadBasic.All, for which the reference knows no use.
  'GET /v1.0/groups/{id}/members': groupReaders,
  'GET /v1.0/groups/{id}/transitiveMembers': groupReaders,
  'GET /v1.0/groups/delta': groupReaders,
  // Flagged least: DeviceManagementServiceConfig.Read.All again, and User.Read.All, which reads no contacts.
  'GET /beta/organization': ['Organization.Read.All', 'Organization.ReadWrite.All', ...directory],
  // Listed: permissions of agents, which read agents only.
  'GET /v1.0/users/delta': ['User.Read.All', 'User.ReadWrite.All', ...directory],
  // Not listed for this path, but documented to open every authentication method.
  'GET /v1.0/users/{id}/authentication/fido2Methods': [
    'UserAuthMethod-Passkey.Read.All',
    'UserAuthenticationMethod.Read.All',
    'UserAuthenticationMethod.ReadWrite.All',
  ],
  // Not in the published subset at all.
  'GET /v1.0/directory/subscriptions': [
    'Organization.Read.All',
    'Organization.ReadWrite.All',
    'Directory.Read.All',
  ],
  'GET /v1.0/policies/defaultAppManagementPolicy': [
    'Policy.Read.All',
    'Policy.Read.ApplicationConfiguration',
    'Policy.ReadWrite.ApplicationConfiguration',
  ],
  'GET /v1.0/groups/{id}': groupReaders,
  'GET /v1.0/users/{id}/sponsors': ['User.Read.All', 'User.ReadWrite.All', ...directory],
  'GET /v1.0/applications/{id}/owners': applicationReaders,
  'GET /v1.0/servicePrincipals/{id}/owners': applicationReaders,
  "GET /v1.0/servicePrincipals(appId='{appId}')/appRoleAssignedTo": applicationReaders,
  'GET /beta/roleManagement/exchange/roleDefinitions': exchangeReaders,
  'GET /beta/roleManagement/exchange/roleAssignments': exchangeReaders,
  'GET /v1.0/deviceManagement/roleDefinitions': intuneReaders,
  'GET /v1.0/deviceManagement/roleAssignments': intuneReaders,
}

/** The permissions of which one is needed. */
export function permissionsFor(template: string): readonly string[] {
  const read = `GET ${template}`
  const found = corrected[read] ?? published[read]
  if (!found) throw new Error(`no permission is known for ${read}`)
  return found
}

export function isAllowed(template: string, granted: readonly string[]): boolean {
  return permissionsFor(template).some((permission) => granted.includes(permission))
}
