/**
 * Which changes a role of the directory allows, in the words of the logs that would hold them: categories of directory
 * changes (identity.md §f.3) and workloads of the unified log. Rather too wide than too narrow: what is wider says less
 * often that a role was not used, and never wrongly. A role that is not here is not known.
 */
import { builtInIdOf } from '../../roles/tiers.ts'

export interface RoleArea {
  /** Categories of directory changes; `all` of them for roles that may change anything. */
  readonly categories: readonly string[] | 'all'
  /** Workloads of the unified log. */
  readonly workloads: readonly string[]
  /** What it may do besides that none of these logs holds, so that nobody can say that it was not used. */
  readonly elsewhere?: string
}

const OBJECTS = ['UserManagement', 'GroupManagement', 'AdministrativeUnit', 'Contact', 'ExternalUserProfile']
const CREDENTIALS = ['UserManagement', 'Authentication', 'Policy']
const APPLICATIONS = ['ApplicationManagement', 'Policy', 'ProvisioningManagement', 'KeyManagement']

const directory = (...categories: readonly string[]): RoleArea => ({ categories, workloads: [] })
const workload = (name: string, ...more: readonly string[]): RoleArea => ({
  categories: ['GroupManagement', 'UserManagement'],
  workloads: [name, ...more],
})

const AREAS: Readonly<Record<string, RoleArea>> = {
  'Global Administrator': {
    categories: 'all',
    workloads: ['Exchange', 'SharePoint', 'MicrosoftTeams', 'SecurityComplianceCenter'],
    elsewhere: 'it may do everything, and not everything is in these logs',
  },
  'User Administrator': directory(...OBJECTS, 'Policy', 'EntitlementManagement', 'Authentication'),
  'License Administrator': directory('UserManagement', 'GroupManagement'),
  'Groups Administrator': directory(...OBJECTS, 'Policy', 'DirectoryManagement'),
  'Guest Inviter': directory('UserManagement', 'ExternalUserProfile'),
  'Helpdesk Administrator': directory(...CREDENTIALS),
  'Password Administrator': directory(...CREDENTIALS),
  'Authentication Administrator': directory(...CREDENTIALS),
  'Privileged Authentication Administrator': directory(...CREDENTIALS),
  'Authentication Policy Administrator': directory(...CREDENTIALS, 'PolicyManagement', 'AuthorizationPolicy'),
  'Privileged Role Administrator': directory(
    'RoleManagement',
    ...OBJECTS,
    ...APPLICATIONS,
    'Authorization',
    'PermissionGrantPolicy',
    'AuthorizationPolicy',
  ),
  'Application Administrator': directory(...APPLICATIONS, 'Authorization', 'PermissionGrantPolicy'),
  'Cloud Application Administrator': directory(...APPLICATIONS, 'Authorization', 'PermissionGrantPolicy'),
  'Conditional Access Administrator': directory('Policy', 'PolicyManagement', 'Authorization'),
  'Domain Name Administrator': directory('DirectoryManagement', 'Authentication'),
  'Hybrid Identity Administrator': directory(
    'DirectoryManagement',
    'Authentication',
    'KerberosDomain',
    ...APPLICATIONS,
    ...OBJECTS,
  ),
  'Directory Writers': directory(...OBJECTS, ...APPLICATIONS, 'DirectoryManagement', 'Device'),
  'Cloud Device Administrator': directory('Device', 'Policy', 'KeyManagement'),
  'Exchange Administrator': workload('Exchange'),
  'SharePoint Administrator': workload('SharePoint', 'OneDrive'),
  'Teams Administrator': workload('MicrosoftTeams', 'Skype'),
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  'Service Support Administrator': 'it opens tickets with Microsoft, which no log at hand holds',
  'Billing Administrator': 'it buys and pays, which no log at hand holds',
  'Intune Administrator': 'Intune keeps a log of its own, which is not read',
  'Security Administrator': 'Defender keeps logs of its own, which are not read',
  'Compliance Administrator': 'what it does in Purview is not told apart in the logs at hand',
}

const byId = (table: Readonly<Record<string, unknown>>) =>
  new Map(
    Object.entries(table).flatMap(([name, value]) => (builtInIdOf(name) ? [[builtInIdOf(name), value]] : [])),
  )

const AREAS_BY_ID = byId(AREAS) as ReadonlyMap<string, RoleArea>
const ELSEWHERE_BY_ID = byId(ELSEWHERE) as ReadonlyMap<string, string>

/** The area of a built-in role; text: why no log tells its use. */
export function areaOf(roleId: string, name: string): RoleArea | string {
  const id = roleId.toLowerCase()
  if (/\bReaders?$/i.test(name) && builtInIdOf(name) === id)
    return 'it only reads, and no log at hand says who read what'
  return (
    AREAS_BY_ID.get(id) ??
    ELSEWHERE_BY_ID.get(id) ??
    'which changes it allows is not in Keyward’s table of roles'
  )
}
