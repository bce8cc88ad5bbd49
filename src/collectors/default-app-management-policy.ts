import { defineCollector } from './collector.ts'

export const defaultAppManagementPolicyCollector = defineCollector({
  produces: 'defaultAppManagementPolicy',
  purpose: 'Shows which credentials applications may be given, and for how long',
  source: {
    kind: 'one',
    lane: 'directory',
    path: '/v1.0/policies/defaultAppManagementPolicy',
    permissions: ['Policy.Read.All'],
  },
  reference: 'https://learn.microsoft.com/graph/api/tenantappmanagementpolicy-get',
})
