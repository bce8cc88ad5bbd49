import { defineCollector } from './collector.ts'

export const roleAssignmentsCollector = defineCollector({
  produces: 'roleAssignments',
  purpose: 'Lists who holds which directory role, principals of other organisations included',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/roleManagement/directory/roleAssignments',
    query: { $expand: 'principal' },
    permissions: ['RoleManagement.Read.Directory'],
  },
  reference: 'identity.md §b.1, §0.1 fact 2',
})
