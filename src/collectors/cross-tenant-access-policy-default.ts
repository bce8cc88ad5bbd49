import { defineCollector } from './collector.ts'

export const crossTenantAccessPolicyDefaultCollector = defineCollector({
  produces: 'crossTenantAccessPolicyDefault',
  purpose: 'Shows whether the MFA of every other organisation is trusted',
  source: {
    kind: 'one',
    lane: 'directory',
    path: '/v1.0/policies/crossTenantAccessPolicy/default',
    permissions: ['Policy.Read.All'],
  },
  reference: 'identity.md §e.4',
})
