import { defineCollector } from './collector.ts'
import { ofEachSubscription } from './each-of-azure-subjects.ts'

export const logWorkspacesCollector = defineCollector({
  produces: 'logWorkspaces',
  purpose: 'Lists the Log Analytics workspaces, how long they keep logs and how much a day',
  source: ofEachSubscription('Microsoft.OperationalInsights/workspaces', '2022-10-01'),
  reference: 'azure.md §5.2 (4)',
})
