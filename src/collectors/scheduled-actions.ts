import { defineCollector } from './collector.ts'
import { ofEachSubscription } from './each-of-azure-subjects.ts'

/** What somebody keeps to himself is listed to him alone, and never here (azure.md §4.4). */
export const scheduledActionsCollector = defineCollector({
  produces: 'scheduledActions',
  purpose: 'Shows whether anybody is told when a subscription costs more than it should',
  source: ofEachSubscription('Microsoft.CostManagement/scheduledActions', '2023-11-01'),
  reference: 'azure.md §4.4',
})
