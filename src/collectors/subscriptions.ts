import { groupedSubscriptions } from './azure-subjects.ts'
import { defineCollector, type Facts } from './collector.ts'

/**
 * The list is shortened without a word to what the reader sees, so a short one is no proof of a small estate
 * (azure.md §1.1). The tree of management groups names every subscription of the tenant, and may be open to who sees
 * few of them: the two are compared. What others delegated to this tenant is in the list and not in the tree.
 */
export const subscriptionsCollector = defineCollector({
  produces: 'subscriptions',
  purpose: 'Lists the Azure subscriptions, their offers and the tenants that they are delegated to',
  source: {
    kind: 'each',
    lane: 'arm',
    after: ['managementGroups'],
    permissions: ['Reader'],
    subjects: async () => ['all'],
    request: () => ({ path: '/subscriptions', query: { 'api-version': '2022-12-01' } }),
    items: (_all, { values }) => values,
    leavesOut: hidden,
  },
  reference: 'azure.md §1.1',
})

async function hidden(facts: Facts): Promise<string | undefined> {
  const missing = new Set(await groupedSubscriptions(facts))
  for await (const { subscriptionId } of facts.records('subscriptions')) missing.delete(subscriptionId)
  if (missing.size === 0) return undefined
  return `${missing.size} in the tree of management groups and not in the list: the reader may not see them`
}
