import { defineCollector } from './collector.ts'

export const crossTenantAccessPolicyPartnersCollector = defineCollector({
  produces: 'crossTenantAccessPolicyPartners',
  purpose: 'Lists organisations with settings of their own and marks service providers',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/policies/crossTenantAccessPolicy/partners',
    permissions: ['Policy.Read.All'],
  },
  reference: 'identity.md §d.1',
})
