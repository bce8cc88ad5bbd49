import { defineCollector } from './collector.ts'
import { ofEachScope } from './each-of-azure-subjects.ts'

export const diagnosticSettingsCollector = defineCollector({
  produces: 'diagnosticSettings',
  purpose: 'Shows where the activity log of every subscription and management group is kept',
  source: ofEachScope('Microsoft.Insights/diagnosticSettings', '2021-05-01-preview'),
  reference: 'azure.md §5.2 (1), (2)',
})
