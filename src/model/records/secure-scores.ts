import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/** Microsoft's own score of the tenant. */
export const secureScores = defineDataset({
  name: 'secureScores',
  title: 'Secure score, the newest one, with the points of each improvement action',
  key: ['id'],
  prepare: newest,
  record: z.object({
    id: z.string(),
    createdDateTime: absentOrText,
    currentScore: z.number().nullish(),
    maxScore: z.number().nullish(),
    activeUserCount: z.number().nullish(),
    licensedUserCount: z.number().nullish(),
    enabledServices: absentOrTexts,
    controlScores: z
      .array(
        z.object({ controlName: absentOrText, controlCategory: absentOrText, score: z.number().nullish() }),
      )
      .nullish(),
  }),
})
export type SecureScore = RecordOf<typeof secureScores>

/** Asked for the newest one, Microsoft answers with a list of one. */
function newest(item: unknown): unknown {
  const { value } = (item ?? {}) as { value?: unknown }
  return Array.isArray(value) ? value[0] : item
}
