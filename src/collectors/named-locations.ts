import { defineCollector } from './collector.ts'

export const namedLocationsCollector = defineCollector({
  produces: 'namedLocations',
  purpose: 'Reads the networks and countries that policies include or exempt',
  source: {
    kind: 'list',
    lane: 'conditionalAccess',
    path: '/v1.0/identity/conditionalAccess/namedLocations',
    permissions: ['Policy.Read.All'],
  },
  licence: 'Microsoft Entra ID P1',
  reference: 'identity.md §a.2',
})
