import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/** A role of Intune given to groups. `members` and `resourceScopes` are ids of groups. */
export const intuneRoleAssignments = defineDataset({
  name: 'intuneRoleAssignments',
  title: 'Roles of Intune and the groups that hold them',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    members: absentOrTexts,
    resourceScopes: absentOrTexts,
    roleDefinition: z
      .object({ id: absentOrText, displayName: absentOrText, isBuiltIn: z.boolean().nullish() })
      .nullish(),
  }),
})
export type IntuneRoleAssignment = RecordOf<typeof intuneRoleAssignments>
