import { defineCollector } from './collector.ts'

export const organizationCollector = defineCollector({
  produces: 'organization',
  purpose:
    'Names the tenant and its verified domains, so that a foreign organisation can be told from the own, and whom Microsoft writes to about trouble',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/organization',
    query: {
      $select:
        'id,displayName,createdDateTime,countryLetterCode,businessPhones,onPremisesSyncEnabled,partnerTenantType,technicalNotificationMails,securityComplianceNotificationMails,securityComplianceNotificationPhones,marketingNotificationEmails,privacyProfile,verifiedDomains',
    },
    permissions: ['Organization.Read.All'],
  },
  reference: 'identity.md §c',
})
