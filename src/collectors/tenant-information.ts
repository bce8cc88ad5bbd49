import { defineCollector } from './collector.ts'
import { foreignTenants, logsForeignTenants, namesForeignTenants, unaskedTenants } from './tenant-subjects.ts'

export const tenantInformationCollector = defineCollector({
  produces: 'tenantInformation',
  purpose:
    'Gives the other organisations in roles, policies and applications, and the service providers in the logs, their names',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesForeignTenants,
    consults: logsForeignTenants,
    permissions: ['CrossTenantInformation.ReadBasic.All'],
    subjects: foreignTenants,
    request: (tenant) => ({
      path: `/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='${tenant}')`,
    }),
    items: (_tenant, { body }) => [body],
    leavesOut: unaskedTenants,
  },
  reference: 'identity.md §d.1',
})
