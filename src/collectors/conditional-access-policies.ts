import { defineCollector } from './collector.ts'

export const conditionalAccessPoliciesCollector = defineCollector({
  produces: 'conditionalAccessPolicies',
  purpose: 'Reads the policies that decide who has to use multifactor authentication',
  source: {
    kind: 'list',
    lane: 'conditionalAccess',
    path: '/v1.0/identity/conditionalAccess/policies',
    permissions: ['Policy.Read.All'],
  },
  licence: 'Microsoft Entra ID P1',
  reference: 'identity.md §a.2',
})
