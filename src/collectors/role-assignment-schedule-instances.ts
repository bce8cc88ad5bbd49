import { defineCollector } from './collector.ts'

export const roleAssignmentScheduleInstancesCollector = defineCollector({
  produces: 'roleAssignmentScheduleInstances',
  purpose: 'Tells standing assignments from activated ones and shows their end',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances',
    permissions: ['RoleManagement.Read.Directory'],
  },
  licence: 'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
  reference: 'identity.md §b.1',
})
