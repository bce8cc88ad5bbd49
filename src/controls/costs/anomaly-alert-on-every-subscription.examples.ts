import { denied, unavailable } from '#model/coverage.ts'
import {
  anAnomalyAlert,
  aSubscription,
  aTenant,
  defineExamples,
  FABRIKAM,
} from '../../../test/builders/index.ts'
import { anomalyAlertOnEverySubscription as control } from './anomaly-alert-on-every-subscription.ts'

const subscriptions = [aSubscription()]
const ending = (endDate: string) => ({ schedule: { frequency: 'Daily', endDate } })
const budget = {
  id: '/subscriptions/production/providers/microsoft.consumption/budgets/monthly',
  subscriptionId: 'production',
  scope: '/subscriptions/production',
  amount: 100,
  notifications: [{ name: 'all', enabled: true, contactEmails: ['it@contoso.example'] }],
}

export const examples = defineExamples(control, [
  {
    name: 'no subscription at all',
    given: aTenant(),
    then: 'notApplicable',
    because: /no Azure subscription/,
  },
  {
    name: 'an alert that reaches somebody',
    given: aTenant({ subscriptions, scheduledActions: [anAnomalyAlert()] }),
    then: 'pass',
  },
  {
    name: 'each subscription needs its own',
    given: aTenant({
      subscriptions: [aSubscription(), aSubscription('plant')],
      scheduledActions: [anAnomalyAlert()],
    }),
    then: 'fail',
    subjects: ['plant'],
    severity: 'medium',
    because: /no alert on unusual cost/,
  },
  {
    name: 'a report by mail is no alert',
    given: aTenant({ subscriptions, scheduledActions: [anAnomalyAlert('production', { kind: 'Email' })] }),
    then: 'fail',
  },
  {
    name: 'a budget does not replace it, and is mentioned',
    given: aTenant({ subscriptions, budgets: [budget] }),
    then: 'fail',
    because: /has a budget/,
  },
  {
    name: 'one that has run out, whatever it calls itself',
    given: aTenant({
      subscriptions,
      scheduledActions: [anAnomalyAlert('production', ending('2026-05-01T00:00:00Z'))],
    }),
    then: 'fail',
    because: /has run out/,
  },
  {
    name: 'one that is switched off',
    given: aTenant({
      subscriptions,
      scheduledActions: [anAnomalyAlert('production', { status: 'Disabled' })],
    }),
    then: 'fail',
    because: /switched off/,
  },
  {
    name: 'one that is sent to nobody',
    given: aTenant({
      subscriptions,
      scheduledActions: [anAnomalyAlert('production', { notification: { to: [] } })],
    }),
    then: 'fail',
    because: /sent to nobody/,
  },
  {
    name: 'one that runs out within the month',
    given: aTenant({
      subscriptions,
      scheduledActions: [anAnomalyAlert('production', ending('2026-06-15T00:00:00Z'))],
    }),
    then: 'fail',
    severity: 'low',
    because: /runs out on 2026-06-15/,
  },
  {
    name: 'one that does not say whether it is on',
    given: aTenant({ subscriptions, scheduledActions: [anAnomalyAlert('production', { status: null })] }),
    then: 'unknown',
    because: /production works was not read/,
  },
  {
    name: 'what another tenant delegated here is its own business',
    given: aTenant({ subscriptions: [aSubscription('theirs', { tenantId: FABRIKAM })] }),
    then: 'notApplicable',
  },
  {
    name: 'alerts that were refused, as under a partner who hides costs',
    given: aTenant({ subscriptions }),
    coverage: { scheduledActions: denied('HTTP 403', ['Cost Management Reader']) },
    then: 'unknown',
    because: /Cost Management Reader/,
  },
  {
    name: 'a cloud without such alerts',
    given: aTenant({ subscriptions }),
    coverage: { scheduledActions: unavailable('not in Azure Government') },
    then: 'unknown',
  },
])
