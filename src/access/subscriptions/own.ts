/** Which Azure subscriptions are this tenant's and can be used. */
import type { Fact, Subject } from '#model/outcome.ts'
import type { Subscription } from '#model/records/subscriptions.ts'

/** Nothing can be made in a subscription that is switched off or deleted. */
const OFF: ReadonlySet<string> = new Set(['disabled', 'deleted'])

/** True where something can be made in it; an unknown state counts as live, so that nothing hides behind it. */
export function isLive({ state }: Subscription): boolean {
  return !OFF.has(state?.toLowerCase() ?? '')
}

/**
 * True for a subscription of another tenant that was delegated to this one (azure.md §1.1).
 * @param own the id of this tenant; nobody else's while it is not known
 */
export function isForeign({ tenantId }: Subscription, own: string | undefined): boolean {
  return own !== undefined && typeof tenantId === 'string' && tenantId !== '' && tenantId !== own
}

/** The live subscriptions whose posture is this tenant's own. */
export function ownSubscriptions(
  subscriptions: readonly Subscription[],
  own: string | undefined,
): readonly Subscription[] {
  return subscriptions.filter((one) => isLive(one) && !isForeign(one, own))
}

/** What people call a subscription. */
export function subscriptionName({ displayName, subscriptionId }: Subscription): string {
  return displayName || subscriptionId
}

/** A subscription as the subject of a finding. */
export function subscriptionSubject(subscription: Subscription): Subject {
  return { type: 'subscription', id: subscription.subscriptionId, name: subscriptionName(subscription) }
}

/** A subscription as evidence. */
export function subscriptionFact(subscription: Subscription): Fact {
  const { subscriptionId, displayName, state, tenantId, subscriptionPolicies } = subscription
  const quotaId = subscriptionPolicies?.quotaId
  return { dataset: 'subscriptions', id: subscriptionId, fields: { displayName, state, tenantId, quotaId } }
}
