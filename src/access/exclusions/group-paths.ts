/** The way from a group that a policy names to an account in it. */
import type { GroupMembers } from '#model/records/group-members.ts'

export interface GroupPath {
  /** The groups between, the outermost first; empty for a direct member. */
  readonly through: readonly string[]
  /** Nested groups among which the list does not tell: it was read with nested members all at once. */
  readonly perhapsThrough: readonly string[]
}

/** Indexes the member lists; the shortest way is the answer. */
export function groupPaths(rows: readonly GroupMembers[]): (groupId: string, accountId: string) => GroupPath {
  const levels = levelsOf(rows)
  return (groupId, accountId) => {
    const start = groupId.toLowerCase()
    const wanted = accountId.toLowerCase()
    const seen = new Set([start])
    let front: readonly (readonly string[])[] = [[start]]
    while (front.length > 0) {
      const found = front.find((path) => levels.get(path.at(-1) ?? '')?.people.has(wanted))
      if (found) return pathOf(found, levels)
      front = front.flatMap((path) =>
        [...(levels.get(path.at(-1) ?? '')?.groups ?? [])].flatMap((next) => {
          if (seen.has(next)) return []
          seen.add(next)
          return [[...path, next]]
        }),
      )
    }
    return { through: [], perhapsThrough: [] }
  }
}

interface Level {
  readonly people: Set<string>
  readonly groups: Set<string>
  /** Members of the nested groups are in the same list. */
  isFlat: boolean
}

function levelsOf(rows: readonly GroupMembers[]): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>()
  for (const { groupId, members, transitive } of rows) {
    const id = groupId.toLowerCase()
    const level: Level = levels.get(id) ?? { people: new Set(), groups: new Set(), isFlat: false }
    levels.set(id, level)
    if (transitive === true) level.isFlat = true
    for (const member of members) {
      const isGroup = member['@odata.type']?.toLowerCase().endsWith('.group') === true
      const set = isGroup ? level.groups : level.people
      set.add(member.id.toLowerCase())
    }
  }
  return levels
}

function pathOf(path: readonly string[], levels: ReadonlyMap<string, Level>): GroupPath {
  const last = levels.get(path.at(-1) ?? '')
  return { through: path.slice(1), perhapsThrough: last?.isFlat ? [...last.groups] : [] }
}
