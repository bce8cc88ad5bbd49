import type { GroupMembers } from '#model/records/group-members.ts'

/** Ids in lower case; not always kept as texts, so that no more may be asked of them. */
export interface IdSet extends Iterable<string> {
  readonly size: number
  has(id: string): boolean
}

/** What is known of a group's members. `ids` are members for certain, even where the list is not complete. */
export interface Membership {
  readonly ids: IdSet
  /** Members that are service principals: a role reaches them, a sign-in policy does not. */
  readonly services: IdSet
  /** False: others may be members too. */
  readonly complete: boolean
  /** The directory answers 404: deleted, or a group of another organisation (identity.md §0.1 fact 2). */
  readonly notFound: boolean
}

export interface GroupIndex<Found extends Membership = Membership> {
  /** A group without any row is an incomplete empty list, never an empty group. */
  membersOf(groupId: string): Found
  has(groupId: string): boolean
}

/** A row of a member list: as it was read, or with its people told otherwise. */
export type MemberRow = Pick<
  GroupMembers,
  'groupId' | 'part' | 'slice' | 'slices' | 'last' | 'notFound' | 'transitive' | 'members'
>

/** Indexes the member lists once; each group is resolved once, nested groups included. */
export function groupIndex(rows: readonly MemberRow[]): GroupIndex {
  return groupIndexOf(rows, ({ rows: found, ...known }) => ({ ...known, ...membersIn(found) }))
}

/** What the rows of a group, and of the groups in it, say of it. */
export interface ResolvedGroup<Row extends MemberRow> extends Pick<Membership, 'complete' | 'notFound'> {
  readonly rows: readonly Row[]
}

/** As `groupIndex`, with another way to keep the members. */
export function groupIndexOf<Row extends MemberRow, Found extends Membership>(
  rows: readonly Row[],
  membership: (group: ResolvedGroup<Row>) => Found,
): GroupIndex<Found> {
  const parts = partsByGroup(rows)
  const resolved = new Map<string, Found>()
  const membersOf = (groupId: string): Found => {
    const id = groupId.toLowerCase()
    const known = resolved.get(id) ?? membership(resolve(id, parts))
    resolved.set(id, known)
    return known
  }
  return { membersOf, has: (groupId) => parts.has(groupId.toLowerCase()) }
}

type Parts<Row> = ReadonlyMap<string, readonly Row[]>

function partsByGroup<Row extends MemberRow>(rows: readonly Row[]): Parts<Row> {
  const parts = new Map<string, Row[]>()
  for (const row of rows) {
    const id = row.groupId.toLowerCase()
    const list = parts.get(id)
    if (list) list.push(row)
    else parts.set(id, [row])
  }
  return parts
}

/** Walks from a group into the groups it holds; a circle of groups is walked once. */
function resolve<Row extends MemberRow>(groupId: string, parts: Parts<Row>): ResolvedGroup<Row> {
  const own = parts.get(groupId)
  if (own === undefined) return { rows: [], complete: false, notFound: false }
  if (own.some((row) => row.notFound === true)) return { rows: [], complete: true, notFound: true }
  const rows: Row[] = []
  const complete = collect(own, { parts, rows, seen: new Set([groupId]) })
  return { rows, complete, notFound: false }
}

interface Walk<Row> {
  readonly parts: Parts<Row>
  readonly rows: Row[]
  readonly seen: Set<string>
}

function collect<Row extends MemberRow>(own: readonly Row[], walk: Walk<Row>): boolean {
  let complete = allPartsOf(own)
  for (const row of own) {
    walk.rows.push(row)
    if (row.transitive === true) continue
    for (const member of row.members) {
      const id = member.id.toLowerCase()
      if (!isA(member, '.group') || walk.seen.has(id)) continue
      walk.seen.add(id)
      complete = collect(walk.parts.get(id) ?? [], walk) && complete
    }
  }
  return complete
}

/** The members of these rows, groups left out. */
export function membersIn(rows: readonly MemberRow[]): { ids: Set<string>; services: Set<string> } {
  const found = { ids: new Set<string>(), services: new Set<string>() }
  for (const { members } of rows) {
    for (const member of members) {
      if (isA(member, '.serviceprincipal')) found.services.add(member.id.toLowerCase())
      else if (!isA(member, '.group')) found.ids.add(member.id.toLowerCase())
    }
  }
  return found
}

const isA = (member: GroupMembers['members'][number], ending: string): boolean =>
  member['@odata.type']?.toLowerCase().endsWith(ending) === true

/** Every page from the first to the one marked last, each with all its slices; else the group is unknown. */
function allPartsOf(rows: readonly MemberRow[]): boolean {
  const last = rows.find((row) => row.last)
  if (last === undefined) return false
  if (last.notFound === true) return true
  const missing = new Map<number, number>()
  for (const { part, slices } of rows) missing.set(part, (missing.get(part) ?? slices) - 1)
  return Array.from({ length: last.part + 1 }, (_, part) => missing.get(part) === 0).every(Boolean)
}
