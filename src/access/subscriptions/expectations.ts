/** What somebody who vouches for a subscription looks at, and what makes one stand out (azure.md §1.1, §1.2). */
import type { Claim } from '#model/claims.ts'
import type { SubscriptionBilling } from '#model/records/subscription-billing.ts'
import type { Subscription } from '#model/records/subscriptions.ts'
import { type Biller, billerOf } from './billing.ts'
import { isForeign, subscriptionName } from './own.ts'

export interface Estate {
  /** The id of this tenant, where it is known. */
  readonly own: string | undefined
  readonly billing: ReadonlyMap<string, SubscriptionBilling>
  /** Whether a partner bills any subscription here. */
  readonly hasPartner: boolean
}

/** Everything about all subscriptions that one of them is compared with. */
export function estateOf(
  subscriptions: readonly Subscription[],
  billing: readonly SubscriptionBilling[],
  own: string | undefined,
): Estate {
  const byId = new Map(billing.map((row) => [row.subscriptionId, row]))
  const billers = subscriptions.map((one) => billerOf(byId.get(one.subscriptionId), one))
  return { own, billing: byId, hasPartner: billers.includes('partner') }
}

/** What speaks against a subscription, in the reader's words; none where nothing stands out. */
export function oddities(
  subscription: Subscription,
  { own, billing, hasPartner }: Estate,
): readonly string[] {
  const biller = billerOf(billing.get(subscription.subscriptionId), subscription)
  return [
    ...(isForeign(subscription, own) ? [`it belongs to tenant ${subscription.tenantId}`] : []),
    ...(biller === 'nobodyKnown' ? ['nobody is known to be billed for it'] : []),
    ...(biller === 'payAsYouGo' && hasPartner
      ? ['somebody pays for it as they go, beside the partner that bills the others']
      : []),
  ]
}

/** A subscription that changes hands, bills or keepers is no longer the one that was looked at. */
export function claimsOf(subscription: Subscription, { billing }: Estate): readonly Claim[] {
  const { subscriptionId: id, tenantId, managedByTenants } = subscription
  const bill = billing.get(id)
  const delegated = [...new Set((managedByTenants ?? []).flatMap(({ tenantId: to }) => to ?? []))]
  const claim = (key: Readonly<Record<string, string>>, what: string): Claim => ({
    dataset: 'subscriptions',
    key: { subscription: id, ...key },
    end: null,
    what,
  })
  return [
    claim({ tenant: tenantId ?? '' }, `subscription ${subscriptionName(subscription)}`),
    ...delegated.sort().map((to) => claim({ delegatedTo: to }, `delegated to tenant ${to}`)),
    ...(bill === undefined ? [] : [billingClaim(bill, billerOf(bill, subscription))]),
  ]
}

function billingClaim(bill: SubscriptionBilling, biller: Biller): Claim {
  const { subscriptionId, billingAccountId, customerId, billingAccountDisplayName } = bill
  const account = billingAccountId?.toLowerCase() ?? ''
  return {
    dataset: 'subscriptionBilling',
    key: { subscription: subscriptionId, biller, account, customer: customerId?.toLowerCase() ?? '' },
    end: null,
    what: `billed to ${billingAccountDisplayName || 'nobody known'}`,
  }
}
