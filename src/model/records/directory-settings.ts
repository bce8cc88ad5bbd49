import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** A group of tenant settings that is kept as names and values, all of them text. */
export const directorySettings = defineDataset({
  name: 'directorySettings',
  title: 'Directory settings by template: consent, groups, passwords',
  key: ['id'],
  record: z.object({
    id: z.string(),
    templateId: absentOrText,
    displayName: absentOrText,
    values: z.array(z.object({ name: absentOrText, value: absentOrText })).nullish(),
  }),
})
export type DirectorySetting = RecordOf<typeof directorySettings>
