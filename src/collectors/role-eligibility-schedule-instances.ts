import { defineCollector } from './collector.ts'

export const roleEligibilityScheduleInstancesCollector = defineCollector({
  produces: 'roleEligibilityScheduleInstances',
  purpose: 'Lists the roles that people may activate',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances',
    query: { $expand: 'principal' },
    permissions: ['RoleManagement.Read.Directory'],
  },
  licence: 'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
  reference: 'identity.md §b.1',
})
