import { defineCollector } from './collector.ts'
import { namedGroups, namesGroups } from './subjects.ts'

/** Some ten kilobytes of ids. */
const MEMBERS_PER_SLICE = 128

export const groupMembersCollector = defineCollector({
  produces: 'groupMembers',
  purpose: 'Resolves who is in the groups that policies or roles name, nested members included',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesGroups,
    permissions: ['GroupMember.Read.All'],
    subjects: namedGroups,
    request: (group) => ({
      path: `/v1.0/groups/${group}/transitiveMembers`,
      query: { $select: 'id', $top: '999' },
    }),
    items: (groupId, { values, part, last }) =>
      slicesOf(values).map((members, slice, { length: slices }) => ({
        groupId,
        part,
        slice,
        slices,
        last,
        transitive: true,
        members,
      })),
    // The group of a partner's tenant holds a role here and is not found here (identity.md §0.1 fact 2).
    notFound: (groupId) => [{ groupId, part: 0, last: true, notFound: true, transitive: true, members: [] }],
  },
  reference: 'identity.md §a.3, §b.1',
})

function slicesOf(values: readonly unknown[]): readonly (readonly unknown[])[] {
  const count = Math.max(1, Math.ceil(values.length / MEMBERS_PER_SLICE))
  return Array.from({ length: count }, (_, index) =>
    values.slice(index * MEMBERS_PER_SLICE, (index + 1) * MEMBERS_PER_SLICE),
  )
}
