import { defineCollector } from './collector.ts'
import { ofEachSubscription } from './each-of-azure-subjects.ts'

export const classicAdministratorsCollector = defineCollector({
  produces: 'classicAdministrators',
  purpose: 'Lists who is left of the administrators from before role assignments',
  source: ofEachSubscription('Microsoft.Authorization/classicAdministrators', '2015-07-01'),
  reference: 'azure.md §3.2',
})
