import type { Change } from '../../estate/changes.ts'
import { directMembers, type MemberList } from '../../estate/members.ts'
import { guid } from '../../estate/random.ts'
import { roleDefinitions } from '../../estate/roles.ts'
import type { Group, Item, Member } from '../../estate/types.ts'
import { type Call, delta, type Route } from '../route.ts'
import { fromList, type Source } from '../source.ts'
import { defaultUserFields } from './users.ts'

// A big group comes in several rows of the same id, each with some of its members.
const membersPerRow = 1000

const reference = ({ kind, id }: Member): Item => ({ '@odata.type': `#microsoft.graph.${kind}`, id })

/** Rows of all groups, a group of 2,500 taking three of them; nothing is held but their number. */
function groupRows({ state: { estate } }: Call): Source {
  const lists = estate.groups.map((one) => ({
    one,
    members: directMembers(one, estate.accounts),
  }))
  const rows = lists.map(({ members }) => Math.max(1, Math.ceil(members.length / membersPerRow)))
  return {
    length: rows.reduce((sum, count) => sum + count, 0),
    at: (position) => {
      let row = position
      const which = rows.findIndex((count) => {
        if (row < count) return true
        row -= count
        return false
      })
      const found = lists[which]
      return found && groupRow(found.one, slice(found.members, row * membersPerRow))
    },
  }
}

function slice(list: MemberList, from: number): readonly Member[] {
  const members: Member[] = []
  const end = Math.min(list.length, from + membersPerRow)
  for (let place = from; place < end; place++) {
    const member = list.at(place)
    if (member) members.push(member)
  }
  return members
}

function groupRow({ group }: Group, members: readonly Member[]): Item {
  return { ...group, ...(members.length > 0 ? { 'members@delta': members.map(reference) } : {}) }
}

/** Changes of one kind, merged by object: ten edits of one account are one row. */
function merged(call: Call, of: Change['of'], since: number): ReadonlyMap<string, readonly Change[]> {
  const found = new Map<string, Change[]>()
  for (const change of call.state.changes.since(since)) {
    if (change.of === of) found.set(change.id, [...(found.get(change.id) ?? []), change])
  }
  return found
}

function changedUsers(call: Call, since: number): readonly Item[] {
  return [...merged(call, 'user', since)].flatMap(([id, changes]): Item[] => {
    const removed = changes.findLast((change) => change.removed)?.removed
    if (removed) return [{ id, '@removed': { reason: removed } }]
    const found = call.state.estate.accounts.find(id)
    return found ? [found.user] : []
  })
}

/** Who came and who went; whoever did both is told by the last word. */
function memberChanges(changes: readonly Change[]): Item {
  const last = new Map<string, Item>()
  for (const { joined, left } of changes) {
    if (joined) last.set(joined.id, reference(joined))
    if (left)
      last.set(left.id, {
        ...reference(left),
        '@removed': { reason: 'deleted' },
      })
  }
  return last.size > 0 ? { 'members@delta': [...last.values()] } : {}
}

function changedGroups(call: Call, since: number): readonly Item[] {
  return [...merged(call, 'group', since)].flatMap(([id, changes]) => {
    const found = call.state.estate.groups.find(({ group }) => group.id === id)
    return found ? [{ ...found.group, ...memberChanges(changes) }] : []
  })
}

/** An activated role: its own id here, the template's id in every assignment. */
function directoryRole({ state }: Call, templateId: string): Item {
  const definition = roleDefinitions.find(({ id }) => id === templateId)
  return {
    id: guid(`directoryRole/${templateId}`, state.estate.seed),
    deletedDateTime: null,
    description: definition?.['description'] ?? null,
    displayName: definition?.['displayName'] ?? null,
    roleTemplateId: templateId,
  }
}

function activeRoles(call: Call): readonly Item[] {
  const { roleAssignments } = call.state.estate
  const templates = [...new Set(roleAssignments.map(({ roleDefinitionId }) => roleDefinitionId))]
  return templates.map((templateId) => directoryRole(call, templateId))
}

function rolesWithMembers(call: Call): Source {
  const { roleAssignments, groups, servicePrincipals } = call.state.estate
  const kindOf = (id: string): Member['kind'] => {
    if (groups.some(({ group }) => group.id === id)) return 'group'
    return servicePrincipals.some((one) => one['id'] === id) ? 'servicePrincipal' : 'user'
  }
  const rows = activeRoles(call).map((role) => {
    // Only tenant-wide assignments make somebody a member of the directory role.
    const held = roleAssignments.filter(
      ({ roleDefinitionId, directoryScopeId }) =>
        roleDefinitionId === role['roleTemplateId'] && directoryScopeId === '/',
    )
    const members = held.map(({ principalId: id }) => reference({ kind: kindOf(id), id }))
    return { ...role, ...(members.length > 0 ? { 'members@delta': members } : {}) }
  })
  return fromList(rows)
}

function changedRoles(call: Call, since: number): readonly Item[] {
  return [...merged(call, 'directoryRole', since)].map(([templateId, changes]) => ({
    ...directoryRole(call, templateId),
    ...memberChanges(changes),
  }))
}

export const deltaRoutes: readonly Route[] = [
  delta({
    template: '/v1.0/users/delta',
    context: 'users',
    types: ['v1.user'],
    units: 2,
    defaultFields: defaultUserFields,
    read: ({ state: { estate } }) => ({
      length: estate.accounts.length,
      at: (position) => estate.accounts.present(position)?.user,
    }),
    changes: changedUsers,
  }),
  delta({
    template: '/v1.0/groups/delta',
    context: 'groups',
    types: ['v1.group'],
    units: 1,
    undocumented: () => ['members'],
    // Ten rows may carry ten thousand members; a full page of them would be many megabytes.
    pageSize: 10,
    read: groupRows,
    changes: changedGroups,
  }),
  delta({
    template: '/v1.0/directoryRoles/delta',
    context: 'directoryRoles',
    types: ['v1.directoryRole'],
    units: 1,
    read: rolesWithMembers,
    changes: changedRoles,
  }),
]
