import { defineCollector } from './collector.ts'
import { ofEachSubscription } from './each-of-azure-subjects.ts'

const byService = ofEachSubscription('Microsoft.ManagedServices/registrationAssignments', '2022-10-01')

/**
 * From Resource Graph, which knows the delegations of single resource groups too; asked by subscription, Azure lists
 * those of the subscription only. To whom and with which roles stands in a definition, so the rows are joined
 * (azure.md §3.3).
 */
export const registrationAssignmentsCollector = defineCollector({
  produces: 'registrationAssignments',
  purpose: 'Lists what is delegated to other tenants through Azure Lighthouse, which no list of roles shows',
  source: {
    kind: 'query',
    lane: 'resourceGraph',
    query: `managedservicesresources
| where type =~ "microsoft.managedservices/registrationassignments"
| extend definitionId = tolower(tostring(properties.registrationDefinitionId))
| join kind=leftouter (managedservicesresources | where type =~ "microsoft.managedservices/registrationdefinitions" | project definitionId = tolower(id), definition = properties) on definitionId
| project id, name, subscriptionId, properties, definition
| order by id asc`,
    permissions: ['Reader'],
    provenBy: 'managementGroups',
  },
  orElse: {
    ...byService,
    request: (subscription) => ({
      ...byService.request(subscription),
      query: { 'api-version': '2022-10-01', $expandRegistrationDefinition: 'true' },
    }),
    leavesOut: 'delegations of single resource groups are not listed this way',
  },
  note: 'that definitions stand in Resource Graph beside the assignments is not verified; without one, to whom is unknown',
  reference: 'azure.md §3.3',
})
