import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, fieldsOf, lifted } from './azure.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/**
 * A cost report by mail or, with the kind `InsightAlert`, Microsoft's alert on unusual cost. It is sent with the
 * access of whoever made it, and falls silent when that person leaves (azure.md §4.4).
 */
export const scheduledActions = defineDataset({
  name: 'scheduledActions',
  title: 'Cost alerts and cost reports of subscriptions: to whom, until when, made by whom',
  key: ['id'],
  prepare: withMaker,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    name: absentOrText,
    kind: absentOrText,
    displayName: absentOrText,
    scope: absentOrText,
    /** `Enabled`, `Disabled` or `Expired`. */
    status: absentOrText,
    viewId: absentOrText,
    notificationEmail: absentOrText,
    notification: z
      .object({ to: absentOrTexts, subject: absentOrText, message: absentOrText, language: absentOrText })
      .nullish(),
    schedule: z
      .object({
        frequency: absentOrText,
        startDate: absentOrText,
        endDate: absentOrText,
        hourOfDay: z.number().nullish(),
        daysOfWeek: absentOrTexts,
        weeksOfMonth: absentOrTexts,
        dayOfMonth: z.number().nullish(),
      })
      .nullish(),
    createdBy: absentOrText,
    createdByType: absentOrText,
    createdAt: absentOrText,
    lastModifiedBy: absentOrText,
    lastModifiedByType: absentOrText,
    lastModifiedAt: absentOrText,
  }),
})
export type ScheduledAction = RecordOf<typeof scheduledActions>

function withMaker(item: unknown): unknown {
  return lifted(item, ({ systemData, scope }) => ({
    ...fieldsOf(systemData),
    scope: comparableId(scope),
  }))
}
