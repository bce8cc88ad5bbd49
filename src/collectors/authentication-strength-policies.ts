import { defineCollector } from './collector.ts'

export const authenticationStrengthPoliciesCollector = defineCollector({
  produces: 'authenticationStrengthPolicies',
  purpose: 'Tells phishing-resistant authentication strengths from weaker ones',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/policies/authenticationStrengthPolicies',
    permissions: ['Policy.Read.All'],
  },
  licence: 'Microsoft Entra ID P1',
  reference: 'identity.md §a.8',
})
