import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** The principal as `$expand=principal` gives it; `organizationId` is its home tenant on a foreign group. */
export const expandedPrincipal = z.object({
  '@odata.type': absentOrText,
  id: absentOrText,
  displayName: absentOrText,
  userPrincipalName: absentOrText,
  appId: absentOrText,
  organizationId: absentOrText,
})

/**
 * An active assignment of a directory role. `principalOrganizationId` other than the own tenant is how a
 * partner's delegated rights show in the customer's tenant (identity.md §0.1 fact 2).
 */
export const roleAssignments = defineDataset({
  name: 'roleAssignments',
  title: 'Active assignments of directory roles, with their principals',
  key: ['id'],
  record: z.object({
    id: z.string(),
    principalId: z.string(),
    roleDefinitionId: z.string(),
    directoryScopeId: absentOrText,
    appScopeId: absentOrText,
    principalOrganizationId: absentOrText,
    condition: absentOrText,
    principal: expandedPrincipal.nullish(),
  }),
})
export type RoleAssignment = RecordOf<typeof roleAssignments>
