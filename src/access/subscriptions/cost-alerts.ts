/** Microsoft's own alert on unusual cost, and whether it would reach anybody (azure.md §4.4). */
import type { Budget } from '#model/records/budgets.ts'
import type { ScheduledAction } from '#model/records/scheduled-actions.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** An alert ends after a year unless somebody renews it; a month is time to do so. */
const SOON_DAYS = 30

export type AlertState = 'works' | 'endsSoon' | 'unknown' | 'dead'

/** True for an alert on unusual cost; reports by mail are scheduled actions too. */
export function isAnomalyAlert({ kind }: ScheduledAction): boolean {
  return kind?.toLowerCase() === 'insightalert'
}

/** What an alert is worth, and why it is worth nothing, in the reader's words. */
export function stateOfAlert(
  { status, notification, notificationEmail, schedule }: ScheduledAction,
  now: Date,
): { readonly state: AlertState; readonly words: string } {
  const word = status?.toLowerCase()
  const end = Date.parse(schedule?.endDate ?? '')
  const recipients = (notification?.to ?? []).filter((to) => to !== '')
  if (word === 'disabled') return { state: 'dead', words: 'is switched off' }
  if (word === 'expired' || end <= now.getTime()) return { state: 'dead', words: 'has run out' }
  if (recipients.length === 0 && !notificationEmail && notification !== undefined)
    return { state: 'dead', words: 'is sent to nobody' }
  if (word !== 'enabled') return { state: 'unknown', words: 'does not say whether it is on' }
  if (recipients.length === 0 && !notificationEmail)
    return { state: 'unknown', words: 'does not say to whom it is sent' }
  if (end - now.getTime() < SOON_DAYS * DAY_MS)
    return { state: 'endsSoon', words: `runs out on ${new Date(end).toISOString().slice(0, 10)}` }
  return { state: 'works', words: 'works' }
}

/** Whether a budget tells anybody anything. */
export function notifies({ notifications }: Budget): boolean {
  return (notifications ?? []).some(
    ({ enabled, contactEmails, contactRoles, contactGroups }) =>
      enabled === true && [contactEmails, contactRoles, contactGroups].some((to) => (to ?? []).length > 0),
  )
}
