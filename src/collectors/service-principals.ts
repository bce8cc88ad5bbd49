import { defineCollector } from './collector.ts'

export const servicePrincipalsCollector = defineCollector({
  produces: 'servicePrincipals',
  purpose: 'Lists the applications that act in this tenant and the organisations that own them',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/servicePrincipals',
    query: {
      $select:
        'id,appId,displayName,appOwnerOrganizationId,servicePrincipalType,accountEnabled,signInAudience,createdDateTime,keyCredentials,passwordCredentials,verifiedPublisher,tags',
      $top: '999',
    },
    permissions: ['Application.Read.All'],
  },
  reference: 'identity.md §b.6',
})
