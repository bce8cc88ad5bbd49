import type { Frame } from '../frame.ts'
import type { Resource } from './types.ts'

/** A cost report by mail and an anomaly alert that has run out: kinds come mixed (azure reference, section 4.4). */
export function scheduledActions(frame: Frame, subscriptionId: string): Resource[] {
  const scope = `subscriptions/${subscriptionId}`
  const action = (name: string, kind: string, properties: Record<string, unknown>): Resource => ({
    id: `${scope}/providers/Microsoft.CostManagement/scheduledActions/${name}`,
    name,
    type: 'Microsoft.CostManagement/ScheduledActions',
    kind,
    eTag: `"${frame.id(`etag/${name}`).slice(0, 13)}"`,
    systemData: systemData(frame),
    properties: { scope, ...properties },
  })
  return [
    action('monthlyReport', 'Email', {
      displayName: 'Monthly cost',
      status: 'Enabled',
      viewId: '/providers/Microsoft.CostManagement/views/monthly',
      schedule: schedule(frame, 'Monthly', -300),
      notification: { to: [`finance@${frame.company.domain}`], subject: 'Cost this month' },
    }),
    action('anomaly', 'InsightAlert', {
      displayName: 'Daily cost anomaly',
      status: 'Expired',
      viewId: `/${scope}/providers/Microsoft.CostManagement/views/ms:DailyAnomalyByResourceGroup`,
      schedule: schedule(frame, 'Daily', 20),
      notification: { to: [`henrik.moe@${frame.company.domain}`], subject: 'Cost anomaly' },
    }),
  ]
}

function schedule(frame: Frame, frequency: string, endedDaysAgo: number) {
  const monthly = frequency === 'Monthly' ? { weeksOfMonth: ['First'], daysOfWeek: ['Monday'] } : {}
  const dates = {
    startDate: frame.calendar.daysAgo(endedDaysAgo + 365),
    endDate: frame.calendar.daysAgo(endedDaysAgo),
  }
  return { frequency, ...monthly, hourOfDay: 8, ...dates }
}

function systemData(frame: Frame) {
  const by = `henrik.moe@${frame.company.domain}`
  const at = frame.calendar.daysAgo(385)
  return {
    createdBy: by,
    createdByType: 'User',
    createdAt: at,
    lastModifiedBy: by,
    lastModifiedByType: 'User',
    lastModifiedAt: at,
  }
}

export function budget(frame: Frame, subscriptionId: string, amount: number): Resource {
  return {
    id: `subscriptions/${subscriptionId}/providers/Microsoft.Consumption/budgets/monthly`,
    name: 'monthly',
    type: 'Microsoft.Consumption/budgets',
    eTag: `"${frame.id(`etag/budget/${subscriptionId}`).slice(0, 13)}"`,
    properties: {
      category: 'Cost',
      amount,
      timeGrain: 'Monthly',
      timePeriod: {
        startDate: `${frame.calendar.daysAgo(400).slice(0, 7)}-01T00:00:00Z`,
        endDate: `${frame.calendar.daysAgo(-400).slice(0, 7)}-01T00:00:00Z`,
      },
      filter: {},
      currentSpend: { amount: amount * 0.7, unit: 'NOK' },
      notifications: {
        Actual_GreaterThanOrEqualTo_90_Percent: {
          enabled: true,
          operator: 'GreaterThanOrEqualTo',
          threshold: 90,
          contactEmails: [`finance@${frame.company.domain}`],
          contactRoles: ['Owner'],
          contactGroups: [
            `/subscriptions/${subscriptionId}/resourceGroups/bw-erp/providers/microsoft.insights/actionGroups/finance`,
          ],
          thresholdType: 'Actual',
        },
      },
    },
  }
}
