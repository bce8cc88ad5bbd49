import { defineCollector } from './collector.ts'

/** From Resource Graph: asked by subscription, Azure repeats its hundreds of built-in roles for each. */
export const azureRoleDefinitionsCollector = defineCollector({
  produces: 'azureRoleDefinitions',
  purpose: 'Names the roles of Azure and shows what each allows, the customer’s own included',
  source: {
    kind: 'query',
    lane: 'resourceGraph',
    query: `authorizationresources
| where type =~ "microsoft.authorization/roledefinitions"
| project id, name, type, properties
| order by id asc`,
    permissions: ['Reader'],
    provenBy: 'managementGroups',
  },
  reference: 'azure.md §2.1 (Q3)',
})
