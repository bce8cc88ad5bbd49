import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { fieldsOf, lifted } from './azure.ts'
import { whoAndWhere } from './azure-role-assignments.ts'
import { absentOrText } from './fields.ts'

/**
 * A role of Azure that its holder may activate (Privileged Identity Management). Where the id of the role and its
 * expanded definition differ, as in Microsoft's example, the id is right (azure.md §3.2).
 */
export const azureRoleEligibility = defineDataset({
  name: 'azureRoleEligibility',
  title: 'Roles of Azure that people may activate',
  key: ['id'],
  prepare: expanded,
  record: z.object({
    id: z.string(),
    /** Null for what stands above the subscriptions. */
    subscriptionId: absentOrText,
    scope: z.string(),
    /** The scope as Azure wrote it, for people. */
    scopeAsWritten: absentOrText,
    roleDefinitionId: z.string(),
    roleId: z.string(),
    principalId: z.string(),
    principalType: absentOrText,
    principalDisplayName: absentOrText,
    principalEmail: absentOrText,
    status: absentOrText,
    memberType: absentOrText,
    startDateTime: absentOrText,
    /** None: for ever. */
    endDateTime: absentOrText,
    condition: absentOrText,
    conditionVersion: absentOrText,
    roleEligibilityScheduleId: absentOrText,
    createdOn: absentOrText,
  }),
})
export type AzureRoleEligibility = RecordOf<typeof azureRoleEligibility>

function expanded(item: unknown): unknown {
  return lifted(item, (instance) => {
    const { displayName, email } = fieldsOf(fieldsOf(instance['expandedProperties'])['principal'])
    return {
      ...whoAndWhere(instance),
      principalDisplayName: instance['principalDisplayName'] ?? displayName,
      principalEmail: instance['principalEmail'] ?? email,
    }
  })
}
