import { ownTenant } from './azure-subjects.ts'
import { defineCollector } from './collector.ts'

const POLICY = '/providers/Microsoft.Subscription/policies/default'

/** Asked once for the tenant: a policy that nobody ever set is not found, and that is an answer (azure.md §1.4). */
export const subscriptionPolicyCollector = defineCollector({
  produces: 'subscriptionPolicy',
  purpose: 'Shows whether subscriptions may leave the tenant or come into it',
  source: {
    kind: 'each',
    lane: 'arm',
    after: ['organization'],
    permissions: ['Reader'],
    // Who is exempted is left out for those who may not see it, without a word.
    provenBy: 'managementGroups',
    subjects: ownTenant,
    request: () => ({ path: POLICY, query: { 'api-version': '2021-10-01' } }),
    items: (_tenant, { body }) => [body],
    notFound: () => [{ id: POLICY, notFound: true }],
  },
  reference: 'azure.md §1.4',
})
