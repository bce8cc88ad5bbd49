import { defineCollector } from './collector.ts'

export const userRegistrationDetailsCollector = defineCollector({
  produces: 'userRegistrationDetails',
  purpose: 'Shows which authentication methods each account has registered, in one report',
  source: {
    kind: 'list',
    lane: 'reports',
    path: '/v1.0/reports/authenticationMethods/userRegistrationDetails',
    query: { $top: '999' },
    permissions: ['AuditLog.Read.All'],
  },
  licence: 'Microsoft Entra ID P1',
  reference: 'identity.md §a.6',
})
