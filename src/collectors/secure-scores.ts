import { defineCollector } from './collector.ts'

/** One object and no list: the scores of the last ninety days follow by next links, and only the newest is of use. */
export const secureScoresCollector = defineCollector({
  produces: 'secureScores',
  purpose: 'Shows the score that Microsoft gives the tenant, beside the findings',
  source: {
    kind: 'one',
    lane: 'directory',
    path: '/v1.0/security/secureScores',
    query: { $top: '1' },
    permissions: ['SecurityEvents.Read.All'],
  },
  reference: 'identity.md §g.7',
})
