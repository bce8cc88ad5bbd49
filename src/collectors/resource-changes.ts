import { defineCollector } from './collector.ts'

/** Fourteen days are all that Azure keeps. Updates are left out: there are many of them, and they make nothing. */
export const resourceChangesCollector = defineCollector({
  produces: 'resourceChanges',
  purpose: 'Shows what was made or deleted in Azure lately, what is gone again included',
  source: {
    kind: 'query',
    lane: 'resourceGraph',
    query: `resourcechanges
| extend changedAt = todatetime(properties.changeAttributes.timestamp), change = tostring(properties.changeType)
| where changedAt > ago(14d) and change != "Update"
| project id, subscriptionId, resourceGroup, properties
| order by id asc`,
    permissions: ['Reader'],
    provenBy: 'managementGroups',
  },
  reference: 'azure.md §2.1 (Q2)',
})
