import { denied } from '#model/coverage.ts'
import {
  aBill,
  anAttestation,
  aSubscription,
  aTenant,
  claimsInSubscriptions,
  defineExamples,
  FABRIKAM,
  type TenantRecords,
  theDecisions,
} from '../../../test/builders/index.ts'
import { everySubscriptionIsExpected as control } from './every-subscription-is-expected.ts'

const production: TenantRecords = { subscriptions: [aSubscription()], subscriptionBilling: [aBill()] }
const payAsYouGo = {
  billingAccountAgreementType: 'MicrosoftOnlineServicesProgram',
  billingAccountDisplayName: 'Lena',
  customerId: null,
}
const attested = (seen: TenantRecords, until?: string) =>
  theDecisions({
    attestations: [anAttestation(control.id, 'production', claimsInSubscriptions(seen), until)],
  })

export const examples = defineExamples(control, [
  {
    name: 'no subscription at all',
    given: aTenant(),
    then: 'notApplicable',
    because: /no Azure subscription/,
  },
  {
    name: 'one that is switched off is no place to make anything in',
    given: aTenant({ subscriptions: [aSubscription('old', { state: 'Disabled' })] }),
    then: 'notApplicable',
  },
  {
    name: 'nobody has said that it is expected',
    given: aTenant(production),
    then: 'needsReview',
    subjects: ['production'],
    because: /a partner bills it; nobody has said/,
  },
  {
    name: 'what somebody attested is expected',
    given: aTenant(production),
    decisions: attested(production),
    then: 'pass',
  },
  {
    name: 'an attestation lapses at its end',
    given: aTenant(production),
    decisions: attested(production, '2026-05-01T00:00:00Z'),
    then: 'needsReview',
    because: /lapsed on 2026-05-01/,
  },
  {
    name: 'another that pays is more than was attested',
    given: aTenant({ ...production, subscriptionBilling: [aBill('production', payAsYouGo)] }),
    decisions: attested(production),
    then: 'needsReview',
    because: /new since 2026-01-15: billed to Lena/,
  },
  {
    name: 'so is a delegation to another tenant',
    given: aTenant({
      ...production,
      subscriptions: [aSubscription('production', { managedByTenants: [{ tenantId: FABRIKAM }] })],
    }),
    decisions: attested(production),
    then: 'needsReview',
    because: /delegated to tenant 2222/,
  },
  {
    name: 'another name is no change',
    given: aTenant({ ...production, subscriptions: [aSubscription('production', { displayName: 'ERP' })] }),
    decisions: attested(production),
    then: 'pass',
  },
  {
    name: "one that somebody pays for as they go stands out beside a partner's",
    given: aTenant({
      subscriptions: [aSubscription(), aSubscription('trial')],
      subscriptionBilling: [aBill(), aBill('trial', payAsYouGo)],
    }),
    decisions: attested(production),
    then: 'needsReview',
    subjects: ['trial'],
    because: /beside the partner/,
  },
  {
    name: 'one of which the service knows no bill',
    given: aTenant({
      ...production,
      subscriptionBilling: [{ subscriptionId: 'production', notFound: true }],
    }),
    then: 'needsReview',
    because: /nobody is known to be billed/,
  },
  {
    name: 'one of another tenant, delegated to this one',
    given: aTenant({ ...production, subscriptions: [aSubscription('production', { tenantId: FABRIKAM })] }),
    then: 'needsReview',
    because: /belongs to tenant 2222/,
  },
  {
    name: 'a list that was refused is no short list',
    given: aTenant({ subscriptions: [] }),
    coverage: { subscriptions: denied('HTTP 403', ['Reader']) },
    then: 'unknown',
    because: /Reader/,
  },
])
