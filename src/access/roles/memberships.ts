import type { Ternary } from '../ternary.ts'
import type { RoleGrant } from './grants.ts'
import type { RoleHolders } from './holders.ts'
import { DIRECTORY_SYNCHRONIZATION } from './tiers.ts'

/** Who is in which role, as Conditional Access and security defaults see it: tenant-wide roles only. */
export interface RoleMemberships {
  /** Whether the account is in one of these roles (template ids, lower case). */
  isIn(accountId: string, roles: ReadonlySet<string>): Ternary
  /** The tenant-wide roles that the account is in for certain. */
  rolesOf(accountId: string): ReadonlySet<string>
}

/** With what groups accounts by their roles, for whoever judges all of them. */
export interface RoleRegister extends RoleMemberships {
  /** Equal for accounts that are, or may be, in the same roles; empty for those in none of their own. */
  keyOf(accountId: string): string
  /** Everybody whose key is not empty; ids in lower case. */
  readonly holders: Iterable<string>
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Memberships out of the holders. Pass holders of active grants only to see a sign-in as it is now, or of
 * active and eligible ones to see it as it will be once a role is activated.
 */
export function roleMemberships(holders: RoleHolders): RoleRegister {
  const certain = new Map<string, Set<string>>()
  const possible = new Map<string, Set<string>>()
  for (const [account, roles] of holders.accounts) {
    for (const { grant } of roles) note(isCertain(grant) ? certain : possible, account, grant)
  }
  const anybody = rolesOfUnknownGroups(holders)
  const isIn = (accountId: string, roles: ReadonlySet<string>): Ternary => {
    const id = accountId.toLowerCase()
    if (meets(certain.get(id), roles)) return 'yes'
    return meets(possible.get(id), roles) || meets(anybody, roles) ? 'maybe' : 'no'
  }
  return {
    isIn,
    rolesOf: (accountId) => certain.get(accountId.toLowerCase()) ?? NONE,
    keyOf: (accountId) => {
      const id = accountId.toLowerCase()
      const held = [certain.get(id), possible.get(id)]
      return held.some(Boolean) ? held.map((roles) => [...(roles ?? NONE)].sort().join(' ')).join('|') : ''
    },
    holders: new Set([...certain.keys(), ...possible.keys()]),
  }
}

/** Policies and security defaults look at built-in roles alone, held tenant-wide (identity.md §a.3). */
function isCertain({ tenantWide, role }: RoleGrant): boolean {
  return tenantWide === 'yes' && role.builtIn === 'yes'
}

function note(index: Map<string, Set<string>>, account: string, grant: RoleGrant): void {
  if (grant.tenantWide === 'no' || grant.role.builtIn === 'no') return
  const roles = index.get(account) ?? new Set()
  index.set(account, roles.add(grant.role.templateId))
}

/** Any account may be a member of a group whose members are not known, so anybody may hold its roles. */
function rolesOfUnknownGroups({ unresolved }: RoleHolders): ReadonlySet<string> {
  const open = unresolved.filter(
    ({ grant, notFound }) => !notFound && grant.tenantWide !== 'no' && grant.role.builtIn !== 'no',
  )
  return new Set(open.map(({ grant }) => grant.role.templateId))
}

function meets(held: ReadonlySet<string> | undefined, roles: ReadonlySet<string>): boolean {
  if (held === undefined || held.size === 0) return false
  for (const role of held) if (roles.has(role)) return true
  return false
}

/**
 * Directory synchronisation runs unattended and cannot do MFA, an expected exemption (identity.md §a.4
 * pitfall 7). Only for an account that is called so and holds nothing else: the role must not become the way
 * for a person's account to disappear from the report.
 */
export function isDirectorySynchronization(account: NamedAccount, memberships: RoleMemberships): boolean {
  const roles = memberships.rolesOf(account.id)
  return looksLikeSynchronization(account) && roles.size > 0 && [...roles].every(isSynchronizationRole)
}

const isSynchronizationRole = (role: string): boolean => DIRECTORY_SYNCHRONIZATION.has(role)

interface NamedAccount {
  readonly id: string
  readonly userPrincipalName?: string | null | undefined
  readonly displayName?: string | null | undefined
}

/** Entra Connect names its account `Sync_…`, cloud sync `ADToAADSyncServiceAccount`; both carry "sync". */
export function looksLikeSynchronization({ userPrincipalName, displayName }: NamedAccount): boolean {
  return /sync/i.test(`${userPrincipalName ?? ''} ${displayName ?? ''}`)
}
