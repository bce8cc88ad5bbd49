import { denied } from '#model/coverage.ts'
import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { adminConsentWorkflow } from './5.3-admin-consent-workflow.ts'

const setting = (value: string) => ({
  id: 'consent',
  displayName: 'Consent Policy Settings',
  values: [{ name: 'EnableAdminConsentRequests', value }],
})

export const examples = defineRequirementExamples(adminConsentWorkflow, [
  { name: 'the directory setting is on', given: { directorySettings: [setting('true')] }, then: 'pass' },
  { name: 'the directory setting is off', given: { directorySettings: [setting('false')] }, then: 'fail' },
  { name: 'nobody ever chose', given: { directorySettings: [] }, then: 'fail', because: /nobody to ask/ },
  {
    name: 'Graph’s own policy is on',
    given: { adminConsentRequestPolicy: [{ id: 'adminConsentRequestPolicy', isEnabled: true }] },
    then: 'pass',
  },
  {
    name: 'Graph’s own policy is off',
    given: { adminConsentRequestPolicy: [{ id: 'adminConsentRequestPolicy', isEnabled: false }] },
    then: 'fail',
  },
  {
    name: 'the policy was refused',
    given: { adminConsentRequestPolicy: [] },
    coverage: { adminConsentRequestPolicy: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
  },
])
