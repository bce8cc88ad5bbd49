import { denied } from '#model/coverage.ts'
import { aDelegation, aTenant, defineExamples, FABRIKAM, homeMfa } from '../../../test/builders/index.ts'
import { inboundTrustIsNoWiderThanNeeded as control } from './inbound-trust-is-no-wider-than-needed.ts'

const trusted = [{ tenantId: FABRIKAM, inboundTrust: { isMfaAccepted: true } }]

export const examples = defineExamples(control, [
  { name: 'the default trusts nothing', given: aTenant(), then: 'pass' },
  {
    name: 'the MFA of every organisation is believed',
    given: aTenant({ crossTenantAccessPolicyDefault: homeMfa(true) }),
    then: 'fail',
    because: /Of every other organisation is believed: MFA/,
  },
  {
    name: 'the MFA of a provider that works here is believed',
    given: aTenant({
      crossTenantAccessPolicyPartners: trusted,
      registrationAssignments: [aDelegation()],
    }),
    then: 'pass',
  },
  {
    name: 'the MFA of an organisation that shows nowhere else is believed',
    given: aTenant({ crossTenantAccessPolicyPartners: trusted }),
    then: 'needsReview',
    because: /shows nowhere else/,
  },
  {
    name: 'trust settings that were not read',
    given: aTenant({ crossTenantAccessPolicyDefault: [{ id: 'default' }] }),
    then: 'unknown',
    because: /not read whole/,
  },
  {
    name: 'there are no settings',
    given: aTenant({ crossTenantAccessPolicyDefault: [] }),
    then: 'notApplicable',
  },
  {
    name: 'refused settings',
    given: aTenant(),
    coverage: { crossTenantAccessPolicyDefault: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
])
