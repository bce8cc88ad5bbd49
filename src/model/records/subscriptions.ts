import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { eachOf, lifted, lowered } from './azure.ts'
import { absentOrOpen, absentOrText } from './fields.ts'

/**
 * An Azure subscription. A `tenantId` other than the own is a subscription of somebody else that was delegated to
 * this tenant; `managedByTenants` names the tenants that this one was delegated to (azure.md §1.1). It does not
 * show access on behalf of.
 */
export const subscriptions = defineDataset({
  name: 'subscriptions',
  title: 'Azure subscriptions, their offers and the tenants they are delegated to',
  key: ['subscriptionId'],
  prepare: comparable,
  record: z.object({
    subscriptionId: z.string(),
    tenantId: absentOrText,
    displayName: absentOrText,
    state: absentOrText,
    /** `quotaId` names the offer, but two offers may share one: never enough to say who bills (azure.md §1.2). */
    subscriptionPolicies: z
      .object({ quotaId: absentOrText, spendingLimit: absentOrText, locationPlacementId: absentOrText })
      .nullish(),
    authorizationSource: absentOrText,
    managedByTenants: z.array(z.object({ tenantId: absentOrText })).nullish(),
    tags: absentOrOpen,
  }),
})
export type Subscription = RecordOf<typeof subscriptions>

function comparable(item: unknown): unknown {
  return lifted(item, ({ tenantId, managedByTenants }) => ({
    tenantId: lowered(tenantId),
    managedByTenants: eachOf(managedByTenants, (one) => ({ tenantId: lowered(one['tenantId']) })),
  }))
}
