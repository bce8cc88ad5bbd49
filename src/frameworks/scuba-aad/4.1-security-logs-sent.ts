import type { EntraDiagnosticSetting } from '#model/records/diagnostic-settings.ts'
import { listed } from '#model/text/words.ts'
import { answer, toReview, violation } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'

/** What SCuBA wants sent. Logs of managed identities and provisioning only where these are in use. */
const LOGS = [
  'AuditLogs',
  'SignInLogs',
  'RiskyUsers',
  'UserRiskEvents',
  'NonInteractiveUserSignInLogs',
  'ServicePrincipalSignInLogs',
  'ADFSSignInLogs',
  'RiskyServicePrincipals',
  'ServicePrincipalRiskEvents',
  'EnrichedOffice365AuditLogs',
  'MicrosoftGraphActivityLogs',
]

function isSent(log: string, settings: readonly EntraDiagnosticSetting[]): boolean {
  return settings.some(({ logs }) =>
    logs?.some(
      ({ enabled, category, categoryGroup }) =>
        enabled === true && (category === log || categoryGroup === 'allLogs'),
    ),
  )
}

export const securityLogsSent = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.4.1v1',
  title: 'Security logs are sent to the security operations centre',
  obligation: 'shall',
  checks:
    'The diagnostic settings of Microsoft Entra ID send every log that SCuBA names. Whether the destination is the security operations centre, a person has to say.',
  readings: [
    reading({
      needs: ['entraDiagnosticSettings'],
      evaluate({ entraDiagnosticSettings: settings }, { tenant }) {
        const missing = LOGS.filter((log) => !isSent(log, settings))
        const facts = settings.map(({ id, name }) => ({
          dataset: 'entraDiagnosticSettings' as const,
          id,
          fields: { name },
        }))
        if (missing.length === 0)
          return toReview(
            tenant,
            LOGS.length,
            violation('Is this where the security operations centre looks?', ...facts),
          )
        const gap = violation(`${listed(missing)} are sent nowhere.`, ...facts)
        return answer(tenant, LOGS.length, [{ ...gap, absences: ['entraDiagnosticSettings'] }])
      },
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/monitoring-health/howto-configure-diagnostic-settings',
  ],
})
