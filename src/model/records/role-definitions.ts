import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** A directory role, built in or custom. `isPrivileged` is Microsoft's label, in beta only (identity.md §b.1). */
export const roleDefinitions = defineDataset({
  name: 'roleDefinitions',
  title: 'Directory roles, with the label PRIVILEGED that Microsoft gives some',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    templateId: absentOrText,
    isBuiltIn: z.boolean().nullish(),
    isEnabled: z.boolean().nullish(),
    isPrivileged: z.boolean().nullish(),
  }),
})
export type RoleDefinition = RecordOf<typeof roleDefinitions>
