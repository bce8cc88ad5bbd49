import { defineCollector } from './collector.ts'
import { ofEachSubscription } from './each-of-azure-subjects.ts'

export const budgetsCollector = defineCollector({
  produces: 'budgets',
  purpose: 'Lists the budgets of subscriptions and whom they notify',
  source: ofEachSubscription('Microsoft.Consumption/budgets', '2023-11-01'),
  reference: 'azure.md §4.5',
})
