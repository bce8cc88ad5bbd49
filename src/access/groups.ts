import type { GroupMembers } from '#model/records/group-members.ts'

/** What is known of a group's members. `ids` are members for certain, even where the list is not complete. */
export interface Membership {
  readonly ids: ReadonlySet<string>
  /** Members that are service principals: a role reaches them, a sign-in policy does not. */
  readonly services: ReadonlySet<string>
  /** False: others may be members too. */
  readonly complete: boolean
  /** The directory answers 404: deleted, or a group of another organisation (identity.md §0.1 fact 2). */
  readonly notFound: boolean
}

export interface GroupIndex {
  /** A group without any row is an incomplete empty list, never an empty group. */
  membersOf(groupId: string): Membership
  has(groupId: string): boolean
}

const NOBODY = { ids: new Set<string>(), services: new Set<string>() }
const NOTHING_KNOWN: Membership = { ...NOBODY, complete: false, notFound: false }

/** Indexes the member lists once; each group is resolved once, nested groups included. */
export function groupIndex(rows: readonly GroupMembers[]): GroupIndex {
  const parts = partsByGroup(rows)
  const resolved = new Map<string, Membership>()
  const membersOf = (groupId: string): Membership => {
    const id = groupId.toLowerCase()
    const known = resolved.get(id) ?? resolve(id, parts)
    resolved.set(id, known)
    return known
  }
  return { membersOf, has: (groupId) => parts.has(groupId.toLowerCase()) }
}

type Parts = ReadonlyMap<string, readonly GroupMembers[]>

function partsByGroup(rows: readonly GroupMembers[]): Parts {
  const parts = new Map<string, GroupMembers[]>()
  for (const row of rows) {
    const id = row.groupId.toLowerCase()
    const list = parts.get(id)
    if (list) list.push(row)
    else parts.set(id, [row])
  }
  return parts
}

/** Walks from a group into the groups it holds; a circle of groups is walked once. */
function resolve(groupId: string, parts: Parts): Membership {
  const own = parts.get(groupId)
  if (own === undefined) return NOTHING_KNOWN
  if (own.some((row) => row.notFound === true)) return { ...NOBODY, complete: true, notFound: true }
  const found = { ids: new Set<string>(), services: new Set<string>() }
  const complete = collect(own, { parts, ...found, seen: new Set([groupId]) })
  return { ...found, complete, notFound: false }
}

interface Walk {
  readonly parts: Parts
  readonly ids: Set<string>
  readonly services: Set<string>
  readonly seen: Set<string>
}

function collect(rows: readonly GroupMembers[], walk: Walk): boolean {
  let complete = allPartsOf(rows)
  for (const row of rows) {
    for (const member of row.members) {
      const id = member.id.toLowerCase()
      if (isA(member, '.serviceprincipal')) walk.services.add(id)
      else if (!isA(member, '.group')) walk.ids.add(id)
      else if (row.transitive !== true && !walk.seen.has(id)) {
        walk.seen.add(id)
        complete = collect(walk.parts.get(id) ?? [], walk) && complete
      }
    }
  }
  return complete
}

const isA = (member: GroupMembers['members'][number], ending: string): boolean =>
  member['@odata.type']?.toLowerCase().endsWith(ending) === true

/** Every page from the first to the one marked last, each with all its slices; else the group is unknown. */
function allPartsOf(rows: readonly GroupMembers[]): boolean {
  const last = rows.find((row) => row.last)
  if (last === undefined) return false
  if (last.notFound === true) return true
  const missing = new Map<number, number>()
  for (const { part, slices } of rows) missing.set(part, (missing.get(part) ?? slices) - 1)
  return Array.from({ length: last.part + 1 }, (_, part) => missing.get(part) === 0).every(Boolean)
}
