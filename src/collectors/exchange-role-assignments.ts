import { defineCollector } from './collector.ts'

/** Beta: v1.0 has no roles of Exchange Online. */
export const exchangeRoleAssignmentsCollector = defineCollector({
  produces: 'exchangeRoleAssignments',
  purpose: 'Lists who administers mailboxes through management roles of Exchange Online',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/beta/roleManagement/exchange/roleAssignments',
    permissions: ['RoleManagement.Read.Exchange'],
  },
  reference: 'learn.microsoft.com/graph/api/rbacapplication-list-roleassignments',
})
