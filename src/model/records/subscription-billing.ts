import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { lifted } from './azure.ts'
import { absentOrText } from './fields.ts'

/**
 * Who bills a subscription. What a partner bills may call itself "MicrosoftCustomerAgreement" and give itself away
 * by `customerId` only, as in Microsoft's own example (azure.md §1.2).
 */
export const subscriptionBilling = defineDataset({
  name: 'subscriptionBilling',
  title: 'Who bills each Azure subscription: agreement, billing account, customer of a partner',
  key: ['subscriptionId'],
  prepare: (item) => lifted(item),
  record: z.object({
    subscriptionId: z.string(),
    /** The service knows no billing of this subscription: that nobody bills it does not follow. */
    notFound: z.boolean().nullish(),
    billingAccountAgreementType: absentOrText,
    billingAccountId: absentOrText,
    billingAccountDisplayName: absentOrText,
    billingAccountType: absentOrText,
    billingAccountSoldToCountry: absentOrText,
    billingTenantId: absentOrText,
    billingProfileId: absentOrText,
    billingProfileDisplayName: absentOrText,
    billingProfileStatus: absentOrText,
    billingProfileSpendingLimit: absentOrText,
    invoiceSectionId: absentOrText,
    customerId: absentOrText,
    customerDisplayName: absentOrText,
    skuId: absentOrText,
    skuDescription: absentOrText,
    subscriptionBillingStatus: absentOrText,
    subscriptionBillingStatusDetails: z
      .array(z.object({ effectiveDate: absentOrText, reason: absentOrText }))
      .nullish(),
    subscriptionBillingType: absentOrText,
    subscriptionWorkloadType: absentOrText,
  }),
})
export type SubscriptionBilling = RecordOf<typeof subscriptionBilling>
