import { defineCollector } from './collector.ts'
import { federatedDomains } from './domain-subjects.ts'

export const federationConfigurationsCollector = defineCollector({
  produces: 'federationConfigurations',
  purpose: 'Shows whether the MFA of a federated identity provider is believed',
  source: {
    kind: 'each',
    lane: 'directory',
    after: ['domains'],
    permissions: ['Domain-InternalFederation.Read.All'],
    subjects: federatedDomains,
    request: (domain) => ({ path: `/v1.0/domains/${encodeURIComponent(domain)}/federationConfiguration` }),
    items: (domainId, { values }) => values.map((value) => ({ ...(value as object), domainId })),
  },
  reference: 'identity.md §a.4 (9)',
})
