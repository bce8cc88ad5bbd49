import { defineCollector } from './collector.ts'

/** Beta: Tenant Governance is not in v1.0 (identity.md §0.1 fact 10). */
export const governanceRelationshipsCollector = defineCollector({
  produces: 'governanceRelationships',
  purpose: 'Lists the tenants that may administer this one through Tenant Governance',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/beta/directory/tenantGovernance/governanceRelationships',
    permissions: ['TenantGovernance-Relationship.Read.All'],
  },
  reference: 'identity.md §0.1 fact 10, §d.1',
})
