import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { lifted } from './azure.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/**
 * Whether subscriptions may leave the tenant or come into it. One record. Exempted users are hidden from those who
 * administer nothing, so an empty list of them proves nothing (azure.md §1.4).
 */
export const subscriptionPolicy = defineDataset({
  name: 'subscriptionPolicy',
  title: 'Tenant policy for subscriptions that leave or enter, and who is exempt from it',
  key: ['id'],
  prepare: (item) => lifted(item),
  record: z.object({
    id: z.string(),
    /** Nobody ever set it: nothing is blocked. */
    notFound: z.boolean().nullish(),
    policyId: absentOrText,
    blockSubscriptionsLeavingTenant: z.boolean().nullish(),
    blockSubscriptionsIntoTenant: z.boolean().nullish(),
    exemptedPrincipals: absentOrTexts,
    /** In newer stored versions of the description only. */
    tenantChangeAllowedTenants: absentOrTexts,
  }),
})
export type SubscriptionPolicy = RecordOf<typeof subscriptionPolicy>
