import { defineCollector } from './collector.ts'

export const authorizationPolicyCollector = defineCollector({
  produces: 'authorizationPolicy',
  purpose:
    'Shows who may invite guests, what guests may see, and whether administrators may reset themselves',
  source: {
    kind: 'one',
    lane: 'directory',
    path: '/v1.0/policies/authorizationPolicy',
    permissions: ['Policy.Read.All'],
  },
  reference: 'identity.md §c, §e.4',
})
