/** Whom policies are for, by going through lists. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { GroupMembers } from '#model/records/group-members.ts'
import type { PerUserMfaState } from '#model/records/per-user-mfa-states.ts'
import type { RoleAssignment } from '#model/records/role-assignments.ts'
import type { User } from '#model/records/users.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'

export interface Estate {
  readonly users: readonly User[]
  readonly policies: readonly ConditionalAccessPolicy[]
  /** By the id of a member, the groups that it is directly in. */
  readonly groupsOf: ReadonlyMap<string, readonly string[]>
  readonly rolesOf: ReadonlyMap<string, readonly string[]>
  readonly perUserMfa: ReadonlyMap<string, string | null | undefined>
}

/** Loads every record. */
export async function naiveEstate(snapshot: Snapshot): Promise<Estate> {
  const members = (await snapshot.records('groupMembers')) as GroupMembers[]
  const assignments = (await snapshot.records('roleAssignments')) as RoleAssignment[]
  const states = (await snapshot.records('perUserMfaStates')) as PerUserMfaState[]
  const policies = (await snapshot.records('conditionalAccessPolicies')) as ConditionalAccessPolicy[]
  return {
    users: (await snapshot.records('users')) as User[],
    policies: policies.filter(({ state }) => state !== 'disabled'),
    groupsOf: listsBy(members.flatMap((row) => row.members.map(({ id }) => [id, row.groupId] as const))),
    rolesOf: listsBy(assignments.map(({ principalId, roleDefinitionId }) => [principalId, roleDefinitionId])),
    perUserMfa: new Map(states.map(({ userId, perUserMfaState }) => [userId, perUserMfaState])),
  }
}

function listsBy(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>()
  for (const [key, value] of pairs) {
    const list = lists.get(key)
    if (list) list.push(value)
    else lists.set(key, [value])
  }
  return lists
}

/** Included and not excluded. */
export function isFor({ conditions }: ConditionalAccessPolicy, account: User, estate: Estate): boolean {
  const users = conditions?.users
  if (!users) return false
  const groups = allGroups(account.id, estate.groupsOf)
  const roles = estate.rolesOf.get(account.id) ?? []
  const isGuest = account.userPrincipalName?.includes('#EXT#') === true
  const isExcluded =
    users.excludeUsers?.includes(account.id) ||
    users.excludeGroups?.some((id) => groups.includes(id)) ||
    users.excludeRoles?.some((id) => roles.includes(id))
  const isIncluded =
    users.includeUsers?.includes('All') ||
    users.includeUsers?.includes(account.id) ||
    users.includeGroups?.some((id) => groups.includes(id)) ||
    users.includeRoles?.some((id) => roles.includes(id)) ||
    (isGuest && users.includeGuestsOrExternalUsers)
  return !isExcluded && !!isIncluded
}

/** Nested ones too. */
function allGroups(id: string, groupsOf: Estate['groupsOf']): readonly string[] {
  const found = [...(groupsOf.get(id) ?? [])]
  for (const group of found)
    for (const outer of groupsOf.get(group) ?? []) if (!found.includes(outer)) found.push(outer)
  return found
}
