import { denied } from '#model/coverage.ts'
import { aTenant, defineExamples } from '../../../test/builders/index.ts'
import { federatedSignInDoesNotFakeMfa } from './federated-sign-in-does-not-fake-mfa.ts'

const managed = { id: 'contoso.example', authenticationType: 'Managed', isVerified: true }
const federated = { id: 'contoso.example', authenticationType: 'Federated', isVerified: true }
const federation = (federatedIdpMfaBehavior: string | null, domainId = 'contoso.example') => ({
  id: `federation-${domainId}`,
  domainId,
  federatedIdpMfaBehavior,
})
const withBehaviour = (behaviour: string | null) =>
  aTenant({ domains: [federated], federationConfigurations: [federation(behaviour)] })

export const examples = defineExamples(federatedSignInDoesNotFakeMfa, [
  { name: 'nobody signs in elsewhere', given: aTenant({ domains: [managed] }), then: 'pass' },
  {
    name: 'Entra ID asks for MFA itself, whatever the provider says',
    given: withBehaviour('rejectMfaByFederatedIdp'),
    then: 'pass',
  },
  {
    name: 'MFA that the provider claims is believed',
    given: withBehaviour('acceptIfMfaDoneByFederatedIdp'),
    then: 'fail',
    subjects: ['contoso.example'],
    severity: 'high',
    because: /believed/,
  },
  {
    name: 'MFA is left to the provider alone',
    given: withBehaviour('enforceMfaByFederatedIdp'),
    then: 'fail',
    because: /left to do MFA alone/,
  },
  {
    name: 'a domain below a federated one follows it',
    given: aTenant({
      domains: [{ ...federated, id: 'paris.contoso.example' }],
      federationConfigurations: [federation('acceptIfMfaDoneByFederatedIdp')],
    }),
    then: 'fail',
    subjects: ['paris.contoso.example'],
  },
  {
    name: 'a name that only ends alike follows nobody',
    given: aTenant({
      domains: [{ ...federated, id: 'notcontoso.example' }],
      federationConfigurations: [federation('acceptIfMfaDoneByFederatedIdp')],
    }),
    then: 'unknown',
    because: /federation of notcontoso.example was not read/,
  },
  {
    name: 'an exported answer names no domain, and there is one it can be of',
    given: aTenant({
      domains: [managed, { ...federated, id: 'plant.example' }],
      federationConfigurations: [{ id: 'f', federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp' }],
    }),
    then: 'fail',
    subjects: ['plant.example'],
  },
  {
    name: 'an exported answer names no domain, and there are two it can be of',
    given: aTenant({
      domains: [federated, { ...federated, id: 'plant.example' }],
      federationConfigurations: [{ id: 'f', federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp' }],
    }),
    then: 'unknown',
  },
  { name: 'nothing is set', given: withBehaviour(null), then: 'unknown', because: /is not set/ },
  {
    name: 'a behaviour of a later version is not guessed',
    given: withBehaviour('unknownFutureValue'),
    then: 'unknown',
  },
  {
    name: 'how a domain signs in was not read',
    given: aTenant({ domains: [{ id: 'contoso.example' }] }),
    then: 'unknown',
    because: /how the people/,
  },
  {
    name: 'a domain that was never verified signs nobody in',
    given: aTenant({ domains: [managed, { ...federated, id: 'new.example', isVerified: false }] }),
    then: 'pass',
  },
  {
    name: 'there is no domain',
    given: aTenant({ domains: [] }),
    then: 'notApplicable',
    because: /no verified domain/,
  },
  {
    name: 'a refused federation names its permission',
    given: aTenant({ domains: [federated] }),
    coverage: { federationConfigurations: denied('HTTP 403', ['Domain-InternalFederation.Read.All']) },
    then: 'unknown',
    because: /Domain-InternalFederation\.Read\.All/,
  },
])
