import { defineCollector } from './collector.ts'

/**
 * Apart from `users`: the dates take a licence and a second permission, and a list that carries them is answered
 * under the limit of the reports, in pages of at most 500 (identity.md §b.5, performance.md §A).
 */
export const userSignInActivityCollector = defineCollector({
  produces: 'userSignInActivity',
  purpose: 'Shows when each account signed in last, so that forgotten ones show',
  source: {
    kind: 'list',
    lane: 'reports',
    path: '/v1.0/users',
    query: { $select: 'id,signInActivity', $top: '500' },
    permissions: ['AuditLog.Read.All', 'User.Read.All'],
  },
  licence: 'Microsoft Entra ID P1',
  reference: 'identity.md §b.5',
})
