import { defineCollector } from './collector.ts'

export const subscribedSkusCollector = defineCollector({
  produces: 'subscribedSkus',
  purpose: 'Shows the licences, so that a refused report can be told from a missing permission',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/subscribedSkus',
    permissions: ['LicenseAssignment.Read.All'],
  },
  reference: 'identity.md §g.6',
})
