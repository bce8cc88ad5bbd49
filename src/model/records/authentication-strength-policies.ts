import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/** An authentication strength, built in or custom. */
export const authenticationStrengthPolicies = defineDataset({
  name: 'authenticationStrengthPolicies',
  title: 'Authentication strengths and the method combinations they allow',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    policyType: absentOrText,
    requirementsSatisfied: absentOrText,
    allowedCombinations: absentOrTexts,
  }),
})
export type AuthenticationStrengthPolicy = RecordOf<typeof authenticationStrengthPolicies>
