import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { fieldsOf, lifted } from './azure.ts'
import { absentOrText } from './fields.ts'

/** The score that Defender for Cloud gives a subscription; none where it was never switched on (azure.md §6). */
export const azureSecureScores = defineDataset({
  name: 'azureSecureScores',
  title: 'Secure scores of subscriptions, where Defender for Cloud is on',
  key: ['id'],
  prepare: flattened,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    name: absentOrText,
    displayName: absentOrText,
    current: z.number().nullish(),
    max: z.number().nullish(),
    /** Between 0 and 1. */
    percentage: z.number().nullish(),
    weight: z.number().nullish(),
  }),
})
export type AzureSecureScore = RecordOf<typeof azureSecureScores>

function flattened(item: unknown): unknown {
  return lifted(item, ({ score }) => fieldsOf(score))
}
