import { type AttestationState, answering, attestationOf } from '#access/attested.ts'
import { ownTenantId } from '#access/roles/origin.ts'
import { billerOf, billerWords } from '#access/subscriptions/billing.ts'
import { claimsOf, type Estate, estateOf, oddities } from '#access/subscriptions/expectations.ts'
import { isLive, subscriptionFact, subscriptionName, subscriptionSubject } from '#access/subscriptions/own.ts'
import { type Claim, itemsOf } from '#model/claims.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence, Fact } from '#model/outcome.ts'
import type { SubscriptionBilling } from '#model/records/subscription-billing.ts'
import type { Subscription } from '#model/records/subscriptions.ts'
import { Tally } from '#model/tally.ts'

const ID = 'subscriptions/every-subscription-is-expected'

export const everySubscriptionIsExpected = defineControl({
  id: ID,
  title: 'Every Azure subscription is one that somebody here expects',
  practice: 'p2',
  severity: 'medium',
  needs: ['subscriptions', 'subscriptionBilling', 'organization'],
  absences: [],
  rationale:
    'A subscription that nobody ordered is where an attacker lets machines run at your expense, or where somebody ' +
    'works around whoever is responsible. Azure does not say when one was opened, so somebody has to know each.',
  remediation: [
    'Ask who ordered the subscription, for what, and who pays: its owners stand under Access control (IAM).',
    'Nobody knows it: look at what runs in it and at its activity log before you cancel it.',
    'Attest what remains, with a reason and an end: keyward attest FINDING. It lapses when another pays, or when it is delegated to one tenant more.',
    'Decide whether subscriptions may enter and leave at all: portal.azure.com, Subscriptions, Manage policies.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/azure/cost-management-billing/manage/manage-azure-subscription-policy',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const said = answering(ID, decisions)
    const own = ownTenantId(view.organization, decisions.tenant)
    const estate = estateOf(view.subscriptions, view.subscriptionBilling, own)
    for (const subscription of view.subscriptions.filter(isLive)) {
      const claims = claimsOf(subscription, estate)
      const items = itemsOf(claims, decisions.fingerprint)
      const attestation = attestationOf([subscription.subscriptionId], items, said, now)
      if (attestation.state === 'attested') tally.ok()
      else tally.review(unexpected(subscription, estate, claims, attestation))
    }
    return tally.outcome('there is no Azure subscription in use')
  },
})

function unexpected(
  subscription: Subscription,
  estate: Estate,
  claims: readonly Claim[],
  attestation: AttestationState,
): Evidence {
  const odd = oddities(subscription, estate)
  const bill = estate.billing.get(subscription.subscriptionId)
  const stands = odd.length > 0 ? odd : [billerWords[billerOf(bill, subscription)]]
  return {
    subject: subscriptionSubject(subscription),
    summary: `${subscriptionName(subscription)}: ${[...stands, wordsOf(attestation)].join('; ')}.`,
    facts: [subscriptionFact(subscription), ...(bill === undefined ? [] : [billingFact(bill)])],
    blastRadius: 'privileged',
    severity: odd.length > 0 ? 'high' : 'medium',
    wouldPassIf: 'somebody attested it as it is now, or it was cancelled',
    claims,
  }
}

function billingFact(bill: SubscriptionBilling): Fact {
  const { subscriptionId, notFound, billingAccountAgreementType, billingAccountDisplayName, customerId } =
    bill
  return {
    dataset: 'subscriptionBilling',
    id: subscriptionId,
    fields: { notFound, billingAccountAgreementType, billingAccountDisplayName, customerId },
  }
}

function wordsOf(attestation: AttestationState): string {
  switch (attestation.state) {
    case 'never':
      return 'nobody has said that it is expected'
    case 'lapsed':
      return `what was said of it lapsed on ${attestation.until.slice(0, 10)}`
    case 'gained':
      return `new since ${attestation.at.slice(0, 10)}: ${attestation.gains.map(({ what }) => what).join(', ')}`
    case 'attested':
      return 'it is expected'
    default:
      return attestation satisfies never
  }
}
