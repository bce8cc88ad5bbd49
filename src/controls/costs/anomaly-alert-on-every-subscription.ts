import { ownTenantId } from '#access/roles/origin.ts'
import { isAnomalyAlert, notifies, stateOfAlert } from '#access/subscriptions/cost-alerts.ts'
import {
  ownSubscriptions,
  subscriptionFact,
  subscriptionName,
  subscriptionSubject,
} from '#access/subscriptions/own.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { Budget } from '#model/records/budgets.ts'
import type { ScheduledAction } from '#model/records/scheduled-actions.ts'
import type { Subscription } from '#model/records/subscriptions.ts'
import { Tally } from '#model/tally.ts'

export const anomalyAlertOnEverySubscription = defineControl({
  id: 'costs/anomaly-alert-on-every-subscription',
  title: 'Somebody is told when a subscription costs more than usual',
  practice: 'p3',
  severity: 'medium',
  needs: ['subscriptions', 'scheduledActions', 'budgets', 'organization'],
  // That there is no alert is the proof.
  absences: ['scheduledActions'],
  // A budget tells of a sum and not of a surprise.
  supplements: ['budgets'],
  rationale:
    'Stolen subscriptions show first in what they cost, within a day, and in the bill only after a month. ' +
    'Microsoft compares every day with the last sixty and tells whoever has asked to be told.',
  remediation: [
    'Under a partner’s plan costs may be hidden: ask the partner to turn on Azure usage for you (its billing account, Customers, Settings, Policies).',
    'Subscription, Cost Management, Cost alerts, Add, Anomaly: one for each subscription, to a shared mailbox that people read.',
    'Have a service principal make it: an alert falls silent when whoever made it leaves.',
    'It ends after a year unless it is renewed: put the day into a calendar.',
    'Put a budget beside it, on idle subscriptions above all: a few units of currency are the cheapest tripwire.',
  ],
  references: [
    'https://learn.microsoft.com/azure/cost-management-billing/understand/analyze-unexpected-charges',
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const own = ownTenantId(view.organization, decisions.tenant)
    const alerts = Map.groupBy(view.scheduledActions.filter(isAnomalyAlert), (one) => one.subscriptionId)
    const budgets = Map.groupBy(view.budgets.filter(notifies), (one) => one.subscriptionId)
    for (const subscription of ownSubscriptions(view.subscriptions, own)) {
      const id = subscription.subscriptionId
      const found = (alerts.get(id) ?? []).map((alert) => ({ alert, ...stateOfAlert(alert, now) }))
      const has = (state: string): boolean => found.some((one) => one.state === state)
      if (has('works')) tally.ok()
      else if (has('unknown') && !has('endsSoon'))
        tally.unknown(`whether the cost alert of ${subscriptionName(subscription)} works was not read`)
      else tally.violation(untold(subscription, found, budgets.get(id) ?? []))
    }
    return tally.outcome('there is no Azure subscription in use')
  },
})

interface Found {
  readonly alert: ScheduledAction
  readonly state: string
  readonly words: string
}

function untold(subscription: Subscription, found: readonly Found[], budgets: readonly Budget[]): Evidence {
  const name = subscriptionName(subscription)
  const soon = found.some(({ state }) => state === 'endsSoon')
  const why =
    found.length === 0
      ? 'there is no alert on unusual cost'
      : `its alert on unusual cost ${[...new Set(found.map(({ words }) => words))].join(', another ')}`
  const beside = budgets.length === 0 ? '' : '; it has a budget, which tells of a sum and not of a surprise'
  return {
    subject: subscriptionSubject(subscription),
    summary: `${name}: ${why}${beside}.`,
    facts: [
      subscriptionFact(subscription),
      ...found.map(({ alert: { id, status, schedule, createdBy } }) => ({
        dataset: 'scheduledActions' as const,
        id,
        fields: { status, endDate: schedule?.endDate, createdBy },
      })),
      ...budgets.map(({ id, amount }) => ({ dataset: 'budgets' as const, id, fields: { amount } })),
    ],
    blastRadius: 'privileged',
    severity: soon ? 'low' : 'medium',
    wouldPassIf: 'an enabled alert of the kind Anomaly had a recipient and more than a month to run',
  }
}
