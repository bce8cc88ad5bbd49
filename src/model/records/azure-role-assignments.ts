import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, type Fields, lastPart, lifted, lowered, subscriptionIn, textOrNone } from './azure.ts'
import { absentOrText } from './fields.ts'

/**
 * A role of Azure that somebody holds at a scope and below it. `ForeignGroup` is a group of a partner's tenant:
 * access on behalf of (azure.md §3.1). At `/` stands elevated access, which nothing takes back (§3.4). What is
 * delegated through Azure Lighthouse is not among them (§3.3).
 */
export const azureRoleAssignments = defineDataset({
  name: 'azureRoleAssignments',
  title: 'Who holds which role of Azure, from single resources up to the root of the tenant',
  key: ['id'],
  prepare: comparable,
  record: z.object({
    id: z.string(),
    /** Null for what stands above the subscriptions. */
    subscriptionId: absentOrText,
    /** Comparable; `/` is the root. */
    scope: z.string(),
    /** The scope as Azure wrote it, for people. */
    scopeAsWritten: absentOrText,
    roleDefinitionId: z.string(),
    /** The GUID of the role, which is the id of its definition. */
    roleId: z.string(),
    principalId: z.string(),
    principalType: absentOrText,
    condition: absentOrText,
    conditionVersion: absentOrText,
    delegatedManagedIdentityResourceId: absentOrText,
    description: absentOrText,
    createdOn: absentOrText,
    updatedOn: absentOrText,
    createdBy: absentOrText,
    updatedBy: absentOrText,
  }),
})
export type AzureRoleAssignment = RecordOf<typeof azureRoleAssignments>

function comparable(item: unknown): unknown {
  return lifted(item, (assignment) => ({
    ...whoAndWhere(assignment),
    createdBy: textOrNone(assignment['createdBy']),
    updatedBy: textOrNone(assignment['updatedBy']),
  }))
}

/** The fields that say who holds which role where; eligible assignments have them too. */
export function whoAndWhere({ scope, scopeAsWritten, roleDefinitionId, principalId }: Fields): Fields {
  return {
    subscriptionId: subscriptionIn(scope),
    scope: comparableId(scope),
    scopeAsWritten: scopeAsWritten ?? scope,
    roleDefinitionId: comparableId(roleDefinitionId),
    roleId: lastPart(roleDefinitionId),
    principalId: lowered(principalId),
  }
}
