import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen, absentOrText, open } from './fields.ts'

/** A series of access reviews: over whom, how often, and what happens when nobody answers. */
export const accessReviewDefinitions = defineDataset({
  name: 'accessReviewDefinitions',
  title: 'Access reviews that are set up: scope, recurrence and what silence means',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    status: absentOrText,
    createdDateTime: absentOrText,
    lastModifiedDateTime: absentOrText,
    /** Stays open: a scope is a query, a principal or a resource, told apart by `@odata.type`. */
    scope: absentOrOpen,
    instanceEnumerationScope: absentOrOpen,
    reviewers: z.array(open).nullish(),
    settings: open
      .extend({
        recurrence: absentOrOpen,
        instanceDurationInDays: z.number().nullish(),
        defaultDecision: absentOrText,
        defaultDecisionEnabled: z.boolean().nullish(),
        autoApplyDecisionsEnabled: z.boolean().nullish(),
      })
      .nullish(),
  }),
})
export type AccessReviewDefinition = RecordOf<typeof accessReviewDefinitions>
