import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** A management role of Exchange Online. `principalId` has its kind in front: `/Users/{id}`, `/RoleGroups/{id}`. */
export const exchangeRoleAssignments = defineDataset({
  name: 'exchangeRoleAssignments',
  title: 'Management roles of Exchange Online and who holds them',
  key: ['id'],
  record: z.object({
    id: z.string(),
    principalId: absentOrText,
    roleDefinitionId: absentOrText,
    directoryScopeId: absentOrText,
    appScopeId: absentOrText,
  }),
})
export type ExchangeRoleAssignment = RecordOf<typeof exchangeRoleAssignments>
