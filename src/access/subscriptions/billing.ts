import type { SubscriptionBilling } from '#model/records/subscription-billing.ts'
import type { Subscription } from '#model/records/subscriptions.ts'

/** Who bills a subscription; `unknown`: nothing that was read says. */
export type Biller = 'partner' | 'enterprise' | 'payAsYouGo' | 'direct' | 'nobodyKnown' | 'unknown'

/**
 * Classifies by the agreement, and never by the offer alone: two offers share an id (azure.md §1.2). What a partner
 * bills may call itself a customer agreement and give itself away by `customerId`.
 */
export function billerOf(
  billing: SubscriptionBilling | undefined,
  { subscriptionPolicies }: Subscription,
): Biller {
  const agreement = billing?.billingAccountAgreementType?.toLowerCase() ?? ''
  const isPartners = billing?.customerId || agreement === 'microsoftpartneragreement'
  if (isPartners || subscriptionPolicies?.quotaId?.toLowerCase().startsWith('csp')) return 'partner'
  if (billing === undefined) return 'unknown'
  if (billing.notFound) return 'nobodyKnown'
  return AGREEMENTS[agreement] ?? 'unknown'
}

const AGREEMENTS: Readonly<Record<string, Biller>> = {
  enterpriseagreement: 'enterprise',
  microsoftonlineservicesprogram: 'payAsYouGo',
  microsoftcustomeragreement: 'direct',
}

/** The biller in the reader's words. */
export const billerWords: Readonly<Record<Biller, string>> = {
  partner: 'a partner bills it',
  enterprise: 'an enterprise agreement pays for it',
  payAsYouGo: 'somebody pays for it as they go',
  direct: 'it is billed directly by Microsoft',
  nobodyKnown: 'nobody is known to be billed for it',
  unknown: 'who is billed for it is not known',
}
