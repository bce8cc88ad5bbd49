import { denied } from '#model/coverage.ts'
import {
  aLicence,
  anEntraExport,
  aTenant,
  CONTOSO,
  defineExamples,
  STORAGE,
} from '../../../test/builders/index.ts'
import { signInAndAuditLogsAreExported as control } from './sign-in-and-audit-logs-are-exported.ts'

const free = [{ skuId: 'basic', capabilityStatus: 'Enabled', servicePlans: [] }]
const portal = ['AuditLogs', 'SignInLogs']
const rest = ['NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs', 'ManagedIdentitySignInLogs']

export const examples = defineExamples(control, [
  {
    name: 'all five go to a workspace',
    given: aTenant({ entraDiagnosticSettings: [anEntraExport()] }),
    then: 'pass',
  },
  {
    name: 'two settings make up for each other',
    given: aTenant({
      entraDiagnosticSettings: [
        anEntraExport({}, portal),
        anEntraExport({ name: 'archive', workspaceId: null, storageAccountId: STORAGE }, rest),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'nothing is exported',
    given: aTenant({ subscribedSkus: [aLicence()] }),
    then: 'fail',
    subjects: [CONTOSO],
    severity: 'high',
    because: /No sign-in or audit log is exported\.$/,
  },
  {
    name: 'without Entra ID P1 the reader is told what it takes',
    given: aTenant({ subscribedSkus: free }),
    then: 'fail',
    because: /takes Entra ID P1, which this tenant does not have/,
  },
  {
    name: 'the two that the portal shows first are not all',
    given: aTenant({ entraDiagnosticSettings: [anEntraExport({}, portal)] }),
    then: 'fail',
    severity: 'medium',
    because: /Not exported: NonInteractive.*, ServicePrincipal.*, ManagedIdentity/,
  },
  {
    name: 'a setting without a place to send to',
    given: aTenant({ entraDiagnosticSettings: [anEntraExport({ workspaceId: null })] }),
    then: 'fail',
    severity: 'high',
  },
  {
    name: 'a category that is switched off',
    given: aTenant({
      entraDiagnosticSettings: [
        anEntraExport({}, [...portal.slice(1), ...rest]),
        anEntraExport({ name: 'off', logs: [{ category: 'AuditLogs', enabled: false }] }),
      ],
    }),
    then: 'fail',
    because: /Not exported: AuditLogs\./,
  },
  {
    name: 'a group of logs that does not say what it holds',
    given: aTenant({
      entraDiagnosticSettings: [anEntraExport({ logs: [{ categoryGroup: 'audit', enabled: true }] })],
    }),
    then: 'unknown',
    because: /does not list/,
  },
  {
    name: 'settings that were refused',
    given: aTenant(),
    coverage: { entraDiagnosticSettings: denied('HTTP 403', ['Reader at /providers/microsoft.aadiam']) },
    then: 'unknown',
    because: /microsoft\.aadiam/,
  },
])
