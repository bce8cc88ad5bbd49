/** The index of a tenant's accounts straight from its records, as a snapshot has it. */
import type { GroupMembers } from '#model/records/group-members.ts'
import { AccountIdsBuilder } from '#store/snapshots/account-ids.ts'
import type { AccountIndex } from '#store/snapshots/account-index.ts'
import type { Tenant } from './tenant.ts'

/** Every account its own kind and state: nothing is shared that the index would have had to find alike. */
export function indexOf(tenant: Pick<Tenant, 'users' | 'perUserMfaStates' | 'groupMembers'>): AccountIndex {
  const builder = new AccountIdsBuilder()
  for (const { id } of tenant.users) builder.add(id)
  const ids = builder.done()
  const states: (string | undefined)[] = tenant.users.map(() => undefined)
  for (const { userId, perUserMfaState } of tenant.perUserMfaStates)
    for (const position of ids.positionsOf(userId)) states[position] = perUserMfaState ?? undefined
  const own = Uint32Array.from(tenant.users, (_, position) => position)
  return {
    ids,
    kinds: own,
    clues: tenant.users.map(({ userPrincipalName, identities, ...user }) => ({
      ...('userType' in user ? { userType: user.userType } : {}),
      external: userPrincipalName?.includes('#EXT#') === true,
      identities: (identities ?? []).map(({ signInType, issuer }) => ({ signInType, issuer })),
    })),
    perUserMfa: own,
    states,
    members: tenant.groupMembers.map((row) => ({ ...row, ...placed(row.members) })),
  }

  function placed(all: GroupMembers['members']) {
    const positions = (member: (typeof all)[number]) =>
      member['@odata.type'] === '#microsoft.graph.user' ? ids.positionsOf(member.id) : []
    return {
      people: Uint32Array.from(all.flatMap((member) => [...positions(member)])),
      members: all.filter((member) => positions(member).length === 0),
    }
  }
}
