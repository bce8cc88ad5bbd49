import { defineCollector } from './collector.ts'
import { ofEachSubscription } from './each-of-azure-subjects.ts'

/** Not found: the service knows no billing of the subscription, which is worth a record; it is not nobody's. */
export const subscriptionBillingCollector = defineCollector({
  produces: 'subscriptionBilling',
  purpose: 'Tells the subscriptions that a partner bills from those that somebody opened beside them',
  source: {
    ...ofEachSubscription('Microsoft.Billing/billingProperty/default', '2024-04-01'),
    notFound: (subscriptionId) => [{ subscriptionId, notFound: true }],
  },
  reference: 'azure.md §1.2',
})
