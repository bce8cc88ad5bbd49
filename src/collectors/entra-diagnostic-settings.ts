import { defineCollector } from './collector.ts'

/** These settings are the directory's own: whoever reads all of Azure may still be refused them (azure.md §5.2). */
export const entraDiagnosticSettingsCollector = defineCollector({
  produces: 'entraDiagnosticSettings',
  purpose: 'Shows where the sign-in and audit logs of Microsoft Entra ID are kept',
  source: {
    kind: 'list',
    lane: 'arm',
    path: '/providers/microsoft.aadiam/diagnosticSettings',
    query: { 'api-version': '2017-04-01' },
    permissions: ['Reader at /providers/microsoft.aadiam'],
  },
  note: 'which role opens it is not verified; a Reader of the root management group may be refused',
  reference: 'azure.md §5.2 (3)',
})
