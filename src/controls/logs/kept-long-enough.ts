import {
  ACTIVITY_TABLE,
  ADMINISTRATIVE,
  activityLogExports,
  entraLogNames,
  entraLogs,
  exportFact,
  type LogExport,
  sends,
  sinksOf,
} from '#access/logs/exports.ts'
import { entraLicence, platformWords } from '#access/logs/licence.ts'
import { ACTIVITY_LOG_DAYS, ENOUGH_DAYS, type Kept, retentionIn, verdictOn } from '#access/logs/retention.ts'
import { ownTenantId } from '#access/roles/origin.ts'
import {
  ownSubscriptions,
  subscriptionFact,
  subscriptionName,
  subscriptionSubject,
} from '#access/subscriptions/own.ts'
import { defineControl, type View } from '#model/control.ts'
import type { TenantId } from '#model/ids.ts'
import { Tally } from '#model/tally.ts'

const needs = [
  'entraDiagnosticSettings',
  'diagnosticSettings',
  'managementGroups',
  'subscriptions',
  'logWorkspaces',
  'logTables',
  'organization',
  'subscribedSkus',
] as const

export const logsAreKeptLongEnough = defineControl({
  id: 'logs/kept-long-enough',
  title: 'Sign-ins, changes and the activity log are kept for half a year',
  practice: 'p10',
  severity: 'medium',
  needs,
  // What is sent nowhere, or nowhere else, is judged by the settings that there are not; each names its own.
  absences: [],
  // The licence tells how long Microsoft keeps it by itself, which is never long enough.
  supplements: ['subscribedSkus'],
  rationale:
    'Who was in the tenant is asked months after somebody got in. Microsoft keeps sign-ins and changes for 30 days, ' +
    'without Entra ID P1 for 7, and the activity log of Azure for 90; what was not kept by then is gone for good.',
  remediation: [
    `The target is ${ENOUGH_DAYS} days: as long as Microsoft itself keeps the unified audit log, which holds sign-ins and changes too. Regulation may ask for a year or more.`,
    'Cheapest to search: in the Log Analytics workspace set the total retention of the tables SigninLogs, AuditLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs, AADManagedIdentitySignInLogs and AzureActivity to 180 days; what lies beyond the searchable days costs a fraction.',
    'Cheapest to keep: a second destination in the same diagnostic setting, a storage account with a lifecycle rule and an immutability policy.',
    'A setting made today keeps nothing of yesterday: do it before you need it.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention',
    'https://learn.microsoft.com/purview/audit-log-retention-policies',
    'https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure',
  ],
  evaluate(view, { decisions }) {
    const tally = new Tally()
    const keptBy = keeper(view)
    judgeEntra(view, decisions.tenant, keptBy, tally)
    judgeSubscriptions(view, decisions.tenant, keptBy, tally)
    return tally.outcome('there is no tenant to examine')
  },
})

type Facts = View<(typeof needs)[number]>
type KeptBy = (settings: readonly LogExport[], category: string, table: string) => readonly Kept[]

/** How long each of the places that a log is sent to keeps it. */
function keeper(view: Facts): KeptBy {
  const retention = retentionIn(view)
  return (settings, category, table) =>
    settings.flatMap((setting) => {
      const sent = sends(setting, category)
      if (sent === 'maybe')
        return [{ because: `whether ${category} is in a group of logs that is sent is not known` }]
      return sent === 'yes' ? sinksOf(setting).map((sink) => retention(sink, table)) : []
    })
}

function judgeEntra(view: Facts, tenant: TenantId, keptBy: KeptBy, tally: Tally): void {
  const settings = view.entraDiagnosticSettings
  const platform = platformWords[entraLicence(view.subscribedSkus)]
  const short: string[] = []
  for (const log of entraLogNames) {
    const verdict = verdictOn(keptBy(settings, log, entraLogs[log]), platform)
    if (verdict.state === 'short') short.push(`${log} (${verdict.words})`)
    else if (verdict.state === 'unknown') tally.unknown(`${log}: ${verdict.because}`)
    else tally.ok()
  }
  if (short.length === 0) return
  tally.violation({
    subject: { type: 'tenant', id: tenant, name: 'the tenant' },
    summary: `Kept for less than ${ENOUGH_DAYS} days: ${short.join(', ')}.`,
    facts: settings.map((setting) => exportFact('entraDiagnosticSettings', setting)),
    blastRadius: 'tenant',
    severity: settings.length === 0 ? 'high' : 'medium',
    wouldPassIf: `each of them was kept for ${ENOUGH_DAYS} days somewhere`,
    absences: ['entraDiagnosticSettings'],
  })
}

function judgeSubscriptions(view: Facts, tenant: TenantId, keptBy: KeptBy, tally: Tally): void {
  const exports = activityLogExports(view.diagnosticSettings, view.managementGroups)
  const platform = `and Microsoft forgets it after ${ACTIVITY_LOG_DAYS} days`
  for (const subscription of ownSubscriptions(view.subscriptions, ownTenantId(view.organization, tenant))) {
    const { own, inherited } = exports.of(subscription.subscriptionId)
    const settings = [...own, ...inherited]
    const verdict = verdictOn(keptBy(settings, ADMINISTRATIVE, ACTIVITY_TABLE), platform)
    const name = subscriptionName(subscription)
    if (verdict.state === 'enough') tally.ok()
    else if (verdict.state === 'unknown') tally.unknown(`activity log of ${name}: ${verdict.because}`)
    else
      tally.violation({
        subject: subscriptionSubject(subscription),
        summary: `The activity log of ${name} is kept for less than ${ENOUGH_DAYS} days (${verdict.words}).`,
        facts: [
          subscriptionFact(subscription),
          ...settings.map((setting) => exportFact('diagnosticSettings', setting)),
        ],
        blastRadius: 'privileged',
        wouldPassIf: `it was kept for ${ENOUGH_DAYS} days somewhere`,
        absences: ['diagnosticSettings', 'managementGroups'],
      })
  }
}
