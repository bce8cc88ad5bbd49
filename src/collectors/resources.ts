import { defineCollector } from './collector.ts'

export const resourcesCollector = defineCollector({
  produces: 'resources',
  purpose: 'Takes stock of what there is in Azure, to see what nobody ordered',
  source: {
    kind: 'query',
    lane: 'resourceGraph',
    query: `resources
| project id, name, type, kind, location, subscriptionId, resourceGroup, managedBy, sku, tags, identity, vmSize = tostring(properties.hardwareProfile.vmSize), timeCreated = tostring(properties.timeCreated), immutableStorage = properties.immutableStorageWithVersioning
| order by id asc`,
    permissions: ['Reader'],
    provenBy: 'managementGroups',
  },
  reference: 'azure.md §2.1 (Q1), §2.4, §5.2',
})
