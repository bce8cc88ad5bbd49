/**
 * Permissions of applications that lead to the whole tenant, or to its mail and files (identity.md §b.6). App roles
 * are named by id in what is read; Microsoft gives each permission the same id in every tenant.
 */
import { graphAppRoles } from '#model/graph-permissions.ts'
import type { Tier } from './roles/tiers.ts'

export interface ApplicationPermission {
  readonly name: string
  readonly tier: Tier
}

const TIER_0: Readonly<Record<string, string>> = {
  '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8': 'RoleManagement.ReadWrite.Directory',
  '06b708a9-e830-4db3-a914-8e69da51d44f': 'AppRoleAssignment.ReadWrite.All',
  '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9': 'Application.ReadWrite.All',
  '50483e42-d915-4231-9639-7fdb7fd190e5': 'UserAuthenticationMethod.ReadWrite.All',
  '01c0a623-fc9b-48e9-b794-0756f8e8f067': 'Policy.ReadWrite.ConditionalAccess',
  '7e05723c-0bb0-42da-be95-ae9f08a6e53c': 'Domain.ReadWrite.All',
  '8e8e4742-1d95-4f68-9d56-6ee75648c72a': 'DelegatedPermissionGrant.ReadWrite.All',
  '854d9ab1-6657-4ec8-be45-823027bca009': 'PrivilegedAccess.ReadWrite.AzureAD',
}

const PRIVILEGED: Readonly<Record<string, string>> = {
  '19dbc75e-c2e2-444c-a770-ec69d8559fc7': 'Directory.ReadWrite.All',
  'e2a3a72e-5f79-4c64-b1b1-878b674786c9': 'Mail.ReadWrite',
  'b633e1c5-b582-4048-a93e-9f11b44c7e96': 'Mail.Send',
  '75359482-378d-4052-8f01-80520e7db3cd': 'Files.ReadWrite.All',
  'a82116e5-55eb-4c41-a434-62fe8a61c773': 'Sites.FullControl.All',
  'dc50a0fb-09a3-484d-be87-e023b12c6440': 'Exchange.ManageAsApp',
  'dc890d15-9560-4a4c-9b7f-a736ec74ec40': 'full_access_as_app',
}

const BY_NAME: ReadonlyMap<string, Tier> = new Map([
  ...Object.values(TIER_0).map((name) => [name.toLowerCase(), 'tier0'] as const),
  ...Object.values(PRIVILEGED).map((name) => [name.toLowerCase(), 'privileged'] as const),
])

/** The read permissions that Keyward asks for itself; others hold them too. */
const READS: ReadonlyMap<string, string> = new Map(
  Object.entries(graphAppRoles).map(([name, id]) => [id, name]),
)

/** An application permission by the id of its app role. What is in no list is called by its id. */
export function appRolePermission(appRoleId: string): ApplicationPermission {
  const id = appRoleId.toLowerCase()
  if (TIER_0[id] !== undefined) return { name: TIER_0[id], tier: 'tier0' }
  if (PRIVILEGED[id] !== undefined) return { name: PRIVILEGED[id], tier: 'privileged' }
  const read = READS.get(id)
  return read === undefined
    ? { name: `application permission ${id}`, tier: 'unknown' }
    : { name: read, tier: 'other' }
}

/**
 * A delegated permission by its name: it acts as whoever is signed in, so at most it does what that person may.
 * Reading one's own profile and the like is nothing that a provider could be removed for.
 */
export function delegatedPermission(name: string): ApplicationPermission {
  return { name, tier: BY_NAME.get(name.toLowerCase()) === undefined ? 'other' : 'privileged' }
}
