import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen } from './fields.ts'

/** Where people turn to when they may not consent to an application themselves. One record. */
export const adminConsentRequestPolicy = defineDataset({
  name: 'adminConsentRequestPolicy',
  title: 'Admin consent workflow: whether people may ask, and who answers',
  key: ['id'],
  prepare: withId,
  record: z.object({
    id: z.string(),
    isEnabled: z.boolean().nullish(),
    requestDurationInDays: z.number().nullish(),
    reviewers: z.array(absentOrOpen).nullish(),
  }),
})
export type AdminConsentRequestPolicy = RecordOf<typeof adminConsentRequestPolicy>

/** A singleton to which Microsoft gives no id. */
function withId(item: unknown): unknown {
  return typeof item === 'object' && item !== null ? { ...item, id: 'adminConsentRequestPolicy' } : item
}
