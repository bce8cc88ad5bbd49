import { defineCollector } from './collector.ts'
import { namedGroups, namesGroups } from './subjects.ts'

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
    items: (groupId, { values, part, last }) => [{ groupId, part, last, transitive: true, members: values }],
    // The group of a partner's tenant holds a role here and is not found here (identity.md §0.1 fact 2).
    notFound: (groupId) => [{ groupId, part: 0, last: true, notFound: true, transitive: true, members: [] }],
  },
  reference: 'identity.md §a.3, §b.1',
})
