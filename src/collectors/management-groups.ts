import { type Fields, fieldsOf, isFields } from '#model/records/azure.ts'
import { ownTenant } from './azure-subjects.ts'
import { defineCollector } from './collector.ts'

/**
 * The root group bears the id of the tenant and is refused aloud to whoever may not read there, while every list of
 * Azure is shortened without a word. So this one proves the others (azure.md §1.1).
 */
export const managementGroupsCollector = defineCollector({
  produces: 'managementGroups',
  purpose: 'Shows the tree in which subscriptions hang, and proves that all of them are in sight',
  source: {
    kind: 'each',
    lane: 'arm',
    after: ['organization'],
    permissions: ['Reader'],
    subjects: ownTenant,
    request: (tenant) => ({
      path: `/providers/Microsoft.Management/managementGroups/${tenant}`,
      query: { 'api-version': '2020-05-01', $expand: 'children', $recurse: 'true' },
    }),
    items: (_tenant, { body }) => groupsIn(body),
    notFound: (tenant) => [
      { id: `/providers/Microsoft.Management/managementGroups/${tenant}`, notFound: true },
    ],
  },
  reference: 'azure.md §0.2, §1.1',
})

/** The groups of a tree, each with the id of its parent; subscriptions stay with the group that they hang in. */
function groupsIn(group: unknown, parentId: unknown = null): readonly unknown[] {
  if (!isFields(group)) return [group]
  const { properties, ...own } = group
  const fields = { ...fieldsOf(properties), ...own }
  return [{ ...fields, parentId }, ...childGroups(fields).flatMap((child) => groupsIn(child, group['id']))]
}

function childGroups({ children }: Fields): readonly unknown[] {
  return Array.isArray(children) ? children.filter(isGroup) : []
}

function isGroup(child: unknown): boolean {
  return /managementGroups$/i.test(String(fieldsOf(child)['type']))
}
