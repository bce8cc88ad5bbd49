import { defineCollector } from './collector.ts'

export const securityDefaultsCollector = defineCollector({
  produces: 'identitySecurityDefaultsEnforcementPolicy',
  purpose: 'Shows whether security defaults are on',
  source: {
    kind: 'one',
    lane: 'directory',
    path: '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    permissions: ['Policy.Read.All'],
  },
  reference: 'identity.md §a.1',
})
