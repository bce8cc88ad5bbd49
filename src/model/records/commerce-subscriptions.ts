import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/**
 * One order of licences. Here, unlike in `subscribedSkus`, stands when it was bought, when it ends, and in whose
 * tenant it is owned: for what a partner sold that is believed to be the partner's (azure.md §1.5, unverified).
 */
export const commerceSubscriptions = defineDataset({
  name: 'commerceSubscriptions',
  title: 'Orders of licences: since when, until when, trial or not, and owned by which tenant',
  key: ['id'],
  record: z.object({
    id: z.string(),
    commerceSubscriptionId: absentOrText,
    createdDateTime: absentOrText,
    isTrial: z.boolean().nullish(),
    nextLifecycleDateTime: absentOrText,
    ownerId: absentOrText,
    ownerTenantId: absentOrText,
    ownerType: absentOrText,
    skuId: absentOrText,
    skuPartNumber: absentOrText,
    status: absentOrText,
    totalLicenses: z.number().nullish(),
    serviceStatus: z
      .array(
        z.object({
          servicePlanId: absentOrText,
          servicePlanName: absentOrText,
          provisioningStatus: absentOrText,
        }),
      )
      .nullish(),
  }),
})
export type CommerceSubscription = RecordOf<typeof commerceSubscriptions>
