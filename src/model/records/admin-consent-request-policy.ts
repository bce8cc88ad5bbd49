import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen } from './fields.ts'

/** Where people turn to when they may not consent to an application themselves. One record. */
export const adminConsentRequestPolicy = defineDataset({
  name: 'adminConsentRequestPolicy',
  title: 'Admin consent workflow: whether people may ask, and who answers',
  key: ['id'],
  /** The service sends it without an id. */
  prepare: (item) =>
    typeof item === 'object' && item !== null ? { id: 'adminConsentRequestPolicy', ...item } : item,
  record: z.object({
    id: z.string(),
    isEnabled: z.boolean().nullish(),
    requestDurationInDays: z.number().nullish(),
    reviewers: z.array(absentOrOpen).nullish(),
  }),
})
export type AdminConsentRequestPolicy = RecordOf<typeof adminConsentRequestPolicy>
