import { defineCollector } from './collector.ts'
import { foreignTenants, namesForeignTenants } from './tenant-subjects.ts'

export const tenantInformationCollector = defineCollector({
  produces: 'tenantInformation',
  purpose: 'Gives the other organisations in roles, policies and applications their names',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesForeignTenants,
    permissions: ['CrossTenantInformation.ReadBasic.All'],
    subjects: foreignTenants,
    request: (tenant) => ({
      path: `/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='${tenant}')`,
    }),
    items: (_tenant, { body }) => [body],
  },
  reference: 'identity.md §d.1',
})
