import { defineCollector } from './collector.ts'

export const domainsCollector = defineCollector({
  produces: 'domains',
  purpose: 'Tells managed from federated domains',
  source: { kind: 'list', lane: 'directory', path: '/v1.0/domains', permissions: ['Domain.Read.All'] },
  reference: 'identity.md §a.4 (9)',
})
