import { defineCollector } from './collector.ts'

export const accessReviewDefinitionsCollector = defineCollector({
  produces: 'accessReviewDefinitions',
  purpose: 'Shows whether guests and role holders are reviewed regularly inside Microsoft Entra',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/identityGovernance/accessReviews/definitions',
    query: { $top: '100' },
    permissions: ['AccessReview.Read.All'],
  },
  licence: 'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
  reference: 'identity.md §e.5',
})
