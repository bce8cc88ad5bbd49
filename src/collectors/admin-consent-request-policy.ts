import { defineCollector } from './collector.ts'

export const adminConsentRequestPolicyCollector = defineCollector({
  produces: 'adminConsentRequestPolicy',
  purpose: 'Shows whether people may ask an administrator for consent to an application',
  source: {
    kind: 'one',
    lane: 'directory',
    path: '/v1.0/policies/adminConsentRequestPolicy',
    permissions: ['Policy.Read.All'],
  },
  reference: 'https://learn.microsoft.com/graph/api/adminconsentrequestpolicy-get',
})
