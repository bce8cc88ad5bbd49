import { denied } from '#model/coverage.ts'
import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { securityLogsSent } from './4.1-security-logs-sent.ts'

const exported = (which: object) => ({ id: '/soc', name: 'to the SOC', logs: [{ ...which, enabled: true }] })

export const examples = defineRequirementExamples(securityLogsSent, [
  {
    name: 'all logs are sent somewhere: is it the right place?',
    given: { entraDiagnosticSettings: [exported({ categoryGroup: 'allLogs' })] },
    then: 'needsReview',
  },
  {
    name: 'the audit logs alone are sent',
    given: { entraDiagnosticSettings: [exported({ category: 'AuditLogs' })] },
    then: 'fail',
    because: /SignInLogs/,
  },
  { name: 'nothing is sent', given: { entraDiagnosticSettings: [] }, then: 'fail', because: /AuditLogs/ },
  {
    name: 'settings that were refused prove nothing',
    given: { entraDiagnosticSettings: [] },
    coverage: { entraDiagnosticSettings: denied('HTTP 403', ['Reader']) },
    then: 'unknown',
  },
])
