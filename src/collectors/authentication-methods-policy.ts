import { defineCollector } from './collector.ts'

export const authenticationMethodsPolicyCollector = defineCollector({
  produces: 'authenticationMethodsPolicy',
  purpose: 'Shows which authentication methods the tenant allows',
  source: {
    kind: 'one',
    lane: 'directory',
    path: '/v1.0/policies/authenticationMethodsPolicy',
    permissions: ['Policy.Read.All'],
  },
  reference: 'identity.md §a.8',
})
