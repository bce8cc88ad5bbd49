import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, fieldsOf, isFields, lifted, scopeIn } from './azure.ts'
import { absentOrOpen, absentOrText, absentOrTexts } from './fields.ts'

const money = z.object({ amount: z.number().nullish(), unit: absentOrText }).nullish()

/** A budget of a subscription or resource group, and whom it tells at how many per cent (azure.md §4.5). */
export const budgets = defineDataset({
  name: 'budgets',
  title: 'Budgets of subscriptions and resource groups, and whom they notify',
  key: ['id'],
  prepare: withNotifications,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    /** The subscription or resource group, comparable. */
    scope: absentOrText,
    name: absentOrText,
    category: absentOrText,
    amount: z.number().nullish(),
    timeGrain: absentOrText,
    startDate: absentOrText,
    endDate: absentOrText,
    currentSpend: money,
    forecastSpend: money,
    filter: absentOrOpen,
    notifications: z
      .array(
        z.object({
          name: z.string(),
          enabled: z.boolean().nullish(),
          operator: absentOrText,
          threshold: z.number().nullish(),
          /** `Actual` or `Forecasted`. */
          thresholdType: absentOrText,
          contactEmails: absentOrTexts,
          contactRoles: absentOrTexts,
          contactGroups: absentOrTexts,
        }),
      )
      .nullish(),
  }),
})
export type Budget = RecordOf<typeof budgets>

function withNotifications(item: unknown): unknown {
  return lifted(item, (budget) => {
    const { startDate, endDate } = { ...budget, ...fieldsOf(budget['timePeriod']) }
    return {
      scope: comparableId(budget['scope'] ?? scopeIn(budget['id'])),
      startDate,
      endDate,
      notifications: asList(budget['notifications']),
    }
  })
}

/** Microsoft names the notifications of a budget by what they say; a list is easier to read than free names. */
function asList(notifications: unknown): unknown {
  if (!isFields(notifications)) return notifications
  return Object.entries(notifications).map(([name, one]) => ({ ...fieldsOf(one), name }))
}
