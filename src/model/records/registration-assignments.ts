import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, type Fields, fieldsOf, lifted, lowered, scopeIn } from './azure.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

const authorization = z.object({
  principalId: z.string(),
  principalIdDisplayName: absentOrText,
  roleDefinitionId: z.string(),
})

/**
 * A subscription or resource group delegated to another tenant through Azure Lighthouse, with what its people may do
 * there. No list of role assignments shows them (azure.md §3.3).
 */
export const registrationAssignments = defineDataset({
  name: 'registrationAssignments',
  title: 'Delegations to other tenants through Azure Lighthouse, with the roles they give',
  key: ['id'],
  prepare: withDefinition,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    /** What is delegated: a subscription or a resource group, comparable. */
    scope: z.string(),
    provisioningState: absentOrText,
    registrationDefinitionId: absentOrText,
    registrationDefinitionName: absentOrText,
    description: absentOrText,
    /** Absent when the definition could not be read: to whom is then unknown. */
    managedByTenantId: absentOrText,
    managedByTenantName: absentOrText,
    manageeTenantId: absentOrText,
    authorizations: z.array(authorization.extend({ delegatedRoleDefinitionIds: absentOrTexts })).nullish(),
    eligibleAuthorizations: z
      .array(
        authorization.extend({
          justInTimeAccessPolicy: z
            .object({
              multiFactorAuthProvider: absentOrText,
              maximumActivationDuration: absentOrText,
              managedByTenantApprovers: z
                .array(z.object({ principalId: absentOrText, principalIdDisplayName: absentOrText }))
                .nullish(),
            })
            .nullish(),
        }),
      )
      .nullish(),
    /** Of an offer of the marketplace. */
    plan: z
      .object({ name: absentOrText, product: absentOrText, publisher: absentOrText, version: absentOrText })
      .nullish(),
    definedAt: absentOrText,
    definedBy: absentOrText,
  }),
})
export type RegistrationAssignment = RecordOf<typeof registrationAssignments>

/**
 * The definition comes inside the assignment, as a resource of its own; rows of Resource Graph have what it says in
 * a column beside it.
 */
function withDefinition(item: unknown): unknown {
  return lifted(item, (assignment) => {
    const inside = fieldsOf(assignment['registrationDefinition'])
    const { createdAt, createdBy } = fieldsOf(inside['systemData'])
    return {
      ...ofDefinition({ ...assignment, ...fieldsOf(inside['properties'] ?? assignment['definition']) }),
      scope: comparableId(assignment['scope'] ?? scopeIn(assignment['id'])),
      registrationDefinitionId: comparableId(assignment['registrationDefinitionId']),
      plan: inside['plan'] ?? assignment['plan'],
      definedAt: createdAt ?? assignment['definedAt'],
      definedBy: createdBy ?? assignment['definedBy'],
    }
  })
}

/** What the definition says; the assignment has a `provisioningState` of its own. */
function ofDefinition(definition: Fields): Fields {
  const { registrationDefinitionName, description, managedByTenantName } = definition
  const { authorizations, eligibleAuthorizations } = definition
  return {
    registrationDefinitionName,
    description,
    managedByTenantId: lowered(definition['managedByTenantId']),
    managedByTenantName,
    manageeTenantId: lowered(definition['manageeTenantId']),
    authorizations,
    eligibleAuthorizations,
  }
}
