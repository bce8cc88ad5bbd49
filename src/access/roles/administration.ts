import type { GroupMembers } from '#model/records/group-members.ts'
import type { Organization } from '#model/records/organization.ts'
import type { User } from '#model/records/users.ts'
import { type GroupIndex, groupIndex } from '../groups.ts'
import { type RoleGrant, type RoleRecords, roleGrants } from './grants.ts'
import { type RoleHolders, roleHolders } from './holders.ts'
import { type RoleRegister, roleMemberships } from './memberships.ts'
import { type Directory, ownTenantId } from './origin.ts'
import { highest, type Tier } from './tiers.ts'

export interface AdministrationRecords extends RoleRecords {
  readonly users: readonly User[]
  readonly groupMembers: readonly GroupMembers[]
  readonly organization?: readonly Organization[]
}

/** Who administers the tenant: every role grant followed to its holders. */
export interface Administration {
  readonly groups: GroupIndex
  readonly grants: readonly RoleGrant[]
  readonly holders: RoleHolders
  readonly roles: RoleRegister
  /** The most powerful tier among the roles an account holds; `other` when it holds none. */
  tierOf(accountId: string): Tier
}

/**
 * Follows all role records at once. Give the eligibilities to see the roles people can activate; leave them out
 * to see what is active.
 * @param filedUnder the tenant id the records are kept under, for inputs without an organisation record
 */
export function administration(records: AdministrationRecords, filedUnder: string): Administration {
  const accounts = new Set(records.users.map(({ id }) => id.toLowerCase()))
  return administrationOf(records, { groups: groupIndex(records.groupMembers), accounts }, filedUnder)
}

/** As `administration`, where the accounts and the members of groups are not there as records. */
export function administrationOf(
  records: Omit<AdministrationRecords, 'users' | 'groupMembers'>,
  { groups, accounts }: Pick<Directory, 'groups' | 'accounts'>,
  filedUnder: string,
): Administration {
  const tenantId = ownTenantId(records.organization ?? [], filedUnder)
  const grants = roleGrants(records, { tenantId, groups, accounts })
  const holders = roleHolders(grants, groups)
  const tierOf = (accountId: string): Tier =>
    highest((holders.accounts.get(accountId.toLowerCase()) ?? []).map(({ grant }) => grant.role.tier))
  return { groups, grants, holders, roles: roleMemberships(holders), tierOf }
}

/** True for the tiers whose holders the practices call administrators. */
export function isPrivileged(tier: Tier): boolean {
  return tier === 'tier0' || tier === 'privileged'
}
