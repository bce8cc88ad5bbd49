import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/** A domain name of the tenant; `id` is the name. */
export const domains = defineDataset({
  name: 'domains',
  title: 'Domain names and how they authenticate (managed or federated)',
  key: ['id'],
  record: z.object({
    id: z.string(),
    authenticationType: absentOrText,
    isDefault: z.boolean().nullish(),
    isInitial: z.boolean().nullish(),
    isRoot: z.boolean().nullish(),
    isVerified: z.boolean().nullish(),
    isAdminManaged: z.boolean().nullish(),
    supportedServices: absentOrTexts,
    /** 2,147,483,647 is never; of a subdomain null, because it follows its root. */
    passwordValidityPeriodInDays: z.number().nullish(),
  }),
})
export type Domain = RecordOf<typeof domains>
