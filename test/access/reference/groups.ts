import type { GroupMembers } from '#model/records/group-members.ts'
import { same } from './records.ts'
import { anyOf, maybeIf, type Ternary, yesIf } from './three-valued.ts'

/** Whether the account is in the group or in a group inside it. `visited` keeps circles from being walked twice. */
export function isInGroup(
  accountId: string,
  groupId: string,
  rows: readonly GroupMembers[],
  visited = new Set<string>(),
): Ternary {
  if (visited.has(groupId.toLowerCase())) return 'no'
  visited.add(groupId.toLowerCase())
  const own = rows.filter((row) => same(row.groupId, groupId))
  if (own.some((row) => row.notFound === true)) return 'no'
  return anyOf([
    yesIf(own.some((row) => row.members.some((member) => !isGroup(member) && same(member.id, accountId)))),
    maybeIf(!wereReadWhole(own)),
    ...groupsInside(own).map((inner) => isInGroup(accountId, inner, rows, visited)),
  ])
}

type Member = GroupMembers['members'][number]

const isGroup = (member: Member): boolean => member['@odata.type']?.toLowerCase().endsWith('.group') === true

/** A list that was read with nested members says nothing new through the groups in it. */
function groupsInside(rows: readonly GroupMembers[]): readonly string[] {
  const direct = rows.filter((row) => row.transitive !== true)
  return direct.flatMap(({ members }) => members.filter(isGroup).map(({ id }) => id))
}

/** Every part up to the one marked last, and every slice of each. */
function wereReadWhole(rows: readonly GroupMembers[]): boolean {
  const last = rows.find((row) => row.last)
  if (last === undefined) return false
  const parts = Array.from({ length: last.part + 1 }, (_, part) => rows.filter((row) => row.part === part))
  return parts.every(hasEverySlice)
}

function hasEverySlice(rows: readonly GroupMembers[]): boolean {
  const [first] = rows
  if (first === undefined) return false
  const slices = Array.from({ length: first.slices }, (_, slice) => slice)
  return slices.every((slice) => rows.some((row) => row.slice === slice))
}
