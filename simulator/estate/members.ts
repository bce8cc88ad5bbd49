import type { Accounts } from './accounts.ts'
import type { Estate, Group, Member } from './types.ts'

/** Members of a group, computed as they are read: a third of a million people cost no memory. */
export interface MemberList {
  readonly length: number
  /** A place may be empty: somebody left, or stands in the list already. */
  at(position: number): Member | undefined
}

/** Those whom the group holds by itself: the named ones, then the ordinary people by rule of their number. */
export function directMembers(group: Group, accounts: Accounts): MemberList {
  return joined(group.members, [group], accounts)
}

/** All members down through nested groups, each once; groups that contain each other do not loop. */
export function transitiveMembers(start: Group, estate: Pick<Estate, 'groups' | 'accounts'>): MemberList {
  const named = new Map<string, Member>()
  const groups = nested(start, estate.groups)
  for (const { members } of groups) for (const member of members) named.set(member.id, member)
  return joined([...named.values()], groups, estate.accounts)
}

function nested(start: Group, all: readonly Group[]): readonly Group[] {
  const found = new Set([start])
  // A set may grow while it is walked: every group is visited once.
  for (const group of found) {
    const inside = group.members.filter(({ kind }) => kind === 'group').map(({ id }) => id)
    for (const one of all) if (inside.includes(one.group.id)) found.add(one)
  }
  return [...found]
}

function joined(named: readonly Member[], groups: readonly Group[], accounts: Accounts): MemberList {
  const sharing = groups.filter(({ share }) => share)
  const sizes = sharing.map((group) => shareSize(group, accounts.bulkLength))
  return {
    length: named.length + sizes.reduce((sum, size) => sum + size, 0),
    at: (position) => {
      if (position < named.length) return stillThere(named[position], accounts)
      const [which, place] = locate(sizes, position - named.length)
      const group = sharing[which]
      if (!group?.share) return undefined
      const index = group.share.remainder + place * group.share.every
      const id = accounts.idOfOrdinary(index)
      if (accounts.isRemoved(id) || !isSharedMember(group, index, id)) return undefined
      const isListed = sharing.slice(0, which).some((earlier) => isSharedMember(earlier, index, id))
      return isListed ? undefined : { kind: 'user', id }
    },
  }
}

function stillThere(member: Member | undefined, accounts: Accounts): Member | undefined {
  return member?.kind === 'user' && accounts.isRemoved(member.id) ? undefined : member
}

function locate(sizes: readonly number[], position: number): readonly [number, number] {
  let place = position
  const which = sizes.findIndex((size) => {
    if (place < size) return true
    place -= size
    return false
  })
  return [which, place]
}

function shareSize({ share }: Group, people: number): number {
  return share ? Math.max(0, Math.ceil((people - share.remainder) / share.every)) : 0
}

/** Whether an ordinary person is in a group by rule, and has not been taken out. */
function isSharedMember({ share, left }: Group, index: number, id: string): boolean {
  return share !== undefined && index % share.every === share.remainder && !left?.has(id)
}
