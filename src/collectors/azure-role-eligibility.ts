import { defineCollector } from './collector.ts'
import { rolesAtEachScope } from './each-of-azure-subjects.ts'

export const azureRoleEligibilityCollector = defineCollector({
  produces: 'azureRoleEligibility',
  purpose: 'Lists the roles of Azure that people may activate',
  source: rolesAtEachScope('Microsoft.Authorization/roleEligibilityScheduleInstances', '2020-10-01'),
  licence: 'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
  reference: 'azure.md §3.2',
})
