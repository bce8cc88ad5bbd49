import { type EntraLog, entraLogNames, exportFact, sends } from '#access/logs/exports.ts'
import { type EntraLicence, entraLicence } from '#access/logs/licence.ts'
import { defineControl } from '#model/control.ts'
import type { TenantId } from '#model/ids.ts'
import type { Evidence } from '#model/outcome.ts'
import type { EntraDiagnosticSetting } from '#model/records/diagnostic-settings.ts'
import { Tally } from '#model/tally.ts'

export const signInAndAuditLogsAreExported = defineControl({
  id: 'logs/sign-in-and-audit-logs-are-exported',
  title: 'Sign-in and audit logs are exported',
  practice: 'p9',
  severity: 'high',
  needs: ['entraDiagnosticSettings', 'subscribedSkus'],
  // That no setting sends them is the proof.
  absences: ['entraDiagnosticSettings'],
  // The licence tells what it takes to mend it.
  supplements: ['subscribedSkus'],
  rationale:
    'Partners, applications and refreshed sessions sign in without anybody at a screen, and stand in logs of their ' +
    'own. What Microsoft keeps is gone after a month, often before anybody notices that it is needed.',
  remediation: [
    'entra.microsoft.com, Monitoring & health, Diagnostic settings, Add diagnostic setting: AuditLogs, SignInLogs, NonInteractiveUserSignInLogs, ServicePrincipalSignInLogs and ManagedIdentitySignInLogs, to a Log Analytics workspace or a storage account.',
    'Exporting sign-ins takes Microsoft Entra ID P1 and an Azure subscription. Without: search the unified audit log each month (purview.microsoft.com, Audit) and keep what it exports.',
    'Decide who looks at them, and ask the partner for the logs that it keeps: keyward partners NAME --letter.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/monitoring-health/howto-configure-diagnostic-settings',
    'https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options',
  ],
  evaluate(view, { decisions }) {
    const tally = new Tally()
    const answers = entraLogNames.map((log) => ({
      log,
      sent: view.entraDiagnosticSettings.map((setting) => sends(setting, log)),
    }))
    const open = answers.filter(({ sent }) => !sent.includes('yes'))
    const missing = open.filter(({ sent }) => !sent.includes('maybe')).map(({ log }) => log)
    if (missing.length > 0)
      tally.violation(
        notSent(decisions.tenant, missing, view.entraDiagnosticSettings, entraLicence(view.subscribedSkus)),
      )
    else if (open.length > 0) tally.unknown('a setting sends a group of logs that it does not list')
    else tally.ok()
    return tally.outcome('there is no tenant to examine')
  },
})

/** Without these two nothing of an incident can be told. */
const FIRST: ReadonlySet<EntraLog> = new Set(['AuditLogs', 'SignInLogs'])

function notSent(
  tenant: TenantId,
  missing: readonly EntraLog[],
  settings: readonly EntraDiagnosticSetting[],
  licence: EntraLicence,
): Evidence {
  const takes =
    licence === 'free' ? '; exporting sign-ins takes Entra ID P1, which this tenant does not have' : ''
  return {
    subject: { type: 'tenant', id: tenant, name: 'the tenant' },
    summary:
      missing.length === entraLogNames.length
        ? `No sign-in or audit log is exported${takes}.`
        : `Not exported: ${missing.join(', ')}${takes}.`,
    facts: settings.map((setting) => exportFact('entraDiagnosticSettings', setting)),
    blastRadius: 'tenant',
    severity: missing.some((log) => FIRST.has(log)) ? 'high' : 'medium',
    wouldPassIf: `a diagnostic setting sent ${missing.join(', ')} somewhere`,
  }
}
