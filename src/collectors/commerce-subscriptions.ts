import { defineCollector } from './collector.ts'

export const commerceSubscriptionsCollector = defineCollector({
  produces: 'commerceSubscriptions',
  purpose:
    'Shows orders of licences that nobody expected, and protection that is about to end with its licence',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/directory/subscriptions',
    permissions: ['Organization.Read.All'],
  },
  note: 'whether `ownerTenantId` names the partner that sold the licences is not verified',
  reference: 'azure.md §1.5',
})
