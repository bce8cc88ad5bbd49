import { defineCollector } from './collector.ts'
import { namedGroups, namesGroups } from './subjects.ts'

/** Graph takes at most 15 values in an `in` list. */
const IDS_PER_FILTER = 15

export const groupsCollector = defineCollector({
  produces: 'groups',
  purpose: 'Describes the groups that policies or roles name, and every group that could be given a role',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesGroups,
    permissions: ['GroupMember.Read.All'],
    subjects: async (facts) => ['isAssignableToRole eq true', ...inLists(await namedGroups(facts))],
    request: (filter) => ({
      path: '/v1.0/groups',
      query: {
        $filter: filter,
        $select:
          'id,displayName,isAssignableToRole,securityEnabled,mailEnabled,groupTypes,membershipRule,onPremisesSyncEnabled',
      },
    }),
    items: (_filter, { values }) => values,
  },
  reference: 'identity.md §b.1',
})

/** Filters for batches of ids, so that a hundred named groups take seven requests. */
function inLists(ids: readonly string[]): string[] {
  const filters: string[] = []
  for (let start = 0; start < ids.length; start += IDS_PER_FILTER) {
    filters.push(
      `id in (${ids
        .slice(start, start + IDS_PER_FILTER)
        .map((id) => `'${id}'`)
        .join(',')})`,
    )
  }
  return filters
}
