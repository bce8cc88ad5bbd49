import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/** An application among whose permissions some are classified as low impact and are risky all the same. */
export const riskyDelegatedPermissionClassifications = defineDataset({
  name: 'riskyDelegatedPermissionClassifications',
  title: 'Risky permissions that people may consent to because they are classified as low impact (ScubaGear)',
  key: ['id'],
  record: z.object({
    /** Its place in the list. */
    id: z.string(),
    displayName: absentOrText,
    riskyPermClassifications: absentOrTexts,
  }),
})
export type RiskyDelegatedPermissionClassification = RecordOf<typeof riskyDelegatedPermissionClassifications>
