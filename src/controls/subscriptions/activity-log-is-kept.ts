import {
  type ActivityLogExports,
  ADMINISTRATIVE,
  activityLogExports,
  exportFact,
  sends,
} from '#access/logs/exports.ts'
import { ownTenantId } from '#access/roles/origin.ts'
import {
  ownSubscriptions,
  subscriptionFact,
  subscriptionName,
  subscriptionSubject,
} from '#access/subscriptions/own.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { DiagnosticSetting } from '#model/records/diagnostic-settings.ts'
import type { Subscription } from '#model/records/subscriptions.ts'
import { Tally } from '#model/tally.ts'

export const activityLogIsKept = defineControl({
  id: 'subscriptions/activity-log-is-kept',
  title: 'The activity log of every subscription is sent somewhere that keeps it',
  practice: 'p2',
  severity: 'medium',
  needs: ['subscriptions', 'diagnosticSettings', 'managementGroups', 'organization'],
  // That no setting sends it is the proof.
  absences: ['diagnosticSettings'],
  // The tree tells what stands in for a setting in part; it settles nothing.
  supplements: ['managementGroups'],
  rationale:
    'The activity log says who made, changed and opened what in a subscription. Microsoft forgets it after 90 days, ' +
    'and whoever deletes the subscription deletes it too, unless it is sent away as it comes.',
  remediation: [
    'Make one Log Analytics workspace for all subscriptions; the activity log costs nothing to take in.',
    'Subscription, Activity log, Export Activity Logs, Add diagnostic setting: at least Administrative, Security, Alert and Policy, to the workspace.',
    'For all of them at once: the built-in policy "Configure Azure Activity logs to stream to specified Log Analytics workspace".',
    'A setting on a management group does not replace it: it brings many events of the subscriptions below, not all.',
  ],
  references: [
    'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log',
    'https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings',
  ],
  evaluate(view, { decisions }) {
    const tally = new Tally()
    const own = ownTenantId(view.organization, decisions.tenant)
    const exports = activityLogExports(view.diagnosticSettings, view.managementGroups)
    for (const subscription of ownSubscriptions(view.subscriptions, own)) {
      const answers = exports
        .of(subscription.subscriptionId)
        .own.map((setting) => sends(setting, ADMINISTRATIVE))
      if (answers.includes('yes')) tally.ok()
      else if (answers.includes('maybe'))
        tally.unknown(
          `a setting of ${subscriptionName(subscription)} sends a group of logs that it does not list`,
        )
      else tally.violation(notKept(subscription, exports))
    }
    return tally.outcome('there is no Azure subscription in use')
  },
})

function notKept(subscription: Subscription, exports: ActivityLogExports): Evidence {
  const { own, inherited } = exports.of(subscription.subscriptionId)
  const above = inherited.filter((setting) => sends(setting, ADMINISTRATIVE) === 'yes')
  const name = subscriptionName(subscription)
  const summary =
    above.length > 0
      ? `The activity log of ${name} is sent by a management group alone, which brings many of its events and not all.`
      : `Who did what in ${name} is sent nowhere: Microsoft forgets it after 90 days${elsewhere(own)}.`
  return {
    subject: subscriptionSubject(subscription),
    summary,
    facts: [
      subscriptionFact(subscription),
      ...[...own, ...above].map((setting) => exportFact('diagnosticSettings', setting)),
    ],
    blastRadius: 'privileged',
    severity: above.length > 0 ? 'low' : 'medium',
    wouldPassIf: 'a diagnostic setting of its own sent at least the category Administrative',
  }
}

function elsewhere(own: readonly DiagnosticSetting[]): string {
  return own.length === 0 ? '' : `; its ${own.length} settings send other things, or to nowhere`
}
