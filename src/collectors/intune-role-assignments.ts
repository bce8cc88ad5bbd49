import { defineCollector } from './collector.ts'

export const intuneRoleAssignmentsCollector = defineCollector({
  produces: 'intuneRoleAssignments',
  purpose: 'Lists the groups that administer devices through roles of Intune',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/deviceManagement/roleAssignments',
    query: { $expand: 'roleDefinition' },
    permissions: ['DeviceManagementRBAC.Read.All'],
  },
  licence: 'Microsoft Intune',
  reference: 'learn.microsoft.com/graph/api/intune-rbac-deviceandappmanagementroleassignment-list',
})
