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
  // Not in the published subset at all.
  'GET /v1.0/groups/{id}': groupReaders,
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
