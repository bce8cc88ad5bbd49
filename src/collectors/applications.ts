import { defineCollector } from './collector.ts'

export const applicationsCollector = defineCollector({
  produces: 'applications',
  purpose: 'Shows which applications of this tenant hold a secret or certificate, and until when',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/applications',
    query: {
      $select:
        'id,appId,displayName,createdDateTime,signInAudience,publisherDomain,keyCredentials,passwordCredentials,requiredResourceAccess,verifiedPublisher',
      $top: '999',
    },
    permissions: ['Application.Read.All'],
  },
  reference: 'identity.md §b.6',
})
