import { defineCollector } from './collector.ts'

export const roleManagementPolicyAssignmentsCollector = defineCollector({
  produces: 'roleManagementPolicyAssignments',
  purpose: 'Shows what activating a role takes: approval, MFA, for how long',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/policies/roleManagementPolicyAssignments',
    query: {
      $filter: "scopeId eq '/' and scopeType eq 'DirectoryRole'",
      $expand: 'policy($expand=rules)',
    },
    permissions: ['RoleManagement.Read.Directory'],
  },
  licence: 'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
  reference: 'identity.md §b.1',
})
