import { defineCollector } from './collector.ts'
import { ofEachSubscription } from './each-of-azure-subjects.ts'

/** Not found: Defender for Cloud was never switched on there. That is no score, and not a score of nothing. */
export const azureSecureScoresCollector = defineCollector({
  produces: 'azureSecureScores',
  purpose: 'Shows the score that Defender for Cloud gives each subscription, beside the findings',
  source: ofEachSubscription('Microsoft.Security/secureScores', '2020-01-01'),
  reference: 'azure.md §6',
})
