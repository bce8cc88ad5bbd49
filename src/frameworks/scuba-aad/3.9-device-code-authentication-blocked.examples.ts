import { denied } from '#model/coverage.ts'
import { aBlock, defineRequirementExamples } from '../../../test/builders/index.ts'
import { deviceCodeAuthenticationBlocked } from './3.9-device-code-authentication-blocked.ts'

const flows = (transferMethods: string) =>
  aBlock({ conditions: { authenticationFlows: { transferMethods } } })

export const examples = defineRequirementExamples(deviceCodeAuthenticationBlocked, [
  {
    name: 'the device code flow is blocked',
    given: { conditionalAccessPolicies: [flows('deviceCodeFlow')] },
    then: 'pass',
  },
  {
    name: 'another flow is blocked with it',
    given: { conditionalAccessPolicies: [flows('deviceCodeFlow,authenticationTransfer')] },
    then: 'pass',
  },
  {
    name: 'another flow is blocked alone',
    given: { conditionalAccessPolicies: [flows('authenticationTransfer')] },
    then: 'fail',
    because: /device code flow is not among/,
  },
  { name: 'there is no policy', given: { conditionalAccessPolicies: [] }, then: 'fail' },
  {
    name: 'policies that were refused prove nothing',
    given: { conditionalAccessPolicies: [] },
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
  },
])
