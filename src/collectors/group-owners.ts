import { defineCollector } from './collector.ts'
import { namesOwnedGroups, ownedGroups } from './group-subjects.ts'

export const groupOwnersCollector = defineCollector({
  produces: 'groupOwners',
  purpose: 'Shows who may put people into the groups that policies or roles name',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesOwnedGroups,
    permissions: ['GroupMember.Read.All'],
    subjects: ownedGroups,
    request: (group) => ({ path: `/v1.0/groups/${group}/owners`, query: { $select: 'id' } }),
    whole: true,
    items: (groupId, { values }) => [{ groupId, owners: values }],
    // The group of a partner's tenant holds a role here and is not found here (identity.md §0.1 fact 2).
    notFound: (groupId) => [{ groupId, notFound: true, owners: [] }],
  },
  reference: 'identity.md §a.4 (5), §b.1',
})
