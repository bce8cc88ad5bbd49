import { denied } from '#model/coverage.ts'
import { aPolicy, aStrength, defineRequirementExamples } from '../../../test/builders/index.ts'
import { mfaForAllUsers } from './3.2-mfa-for-all-users.ts'

export const examples = defineRequirementExamples(mfaForAllUsers, [
  {
    name: 'the grant control MFA is enough',
    given: { conditionalAccessPolicies: [aPolicy()] },
    then: 'pass',
  },
  {
    name: 'so is a strength of combinations that are two factors each',
    given: {
      conditionalAccessPolicies: [
        aStrength(['fido2', 'password,microsoftAuthenticatorPush', 'federatedMultiFactor']),
      ],
    },
    then: 'pass',
  },
  {
    name: 'a strength that takes a password alone is no MFA',
    given: { conditionalAccessPolicies: [aStrength(['password'])] },
    then: 'fail',
  },
  {
    name: 'a strength of nothing demands nothing',
    given: { conditionalAccessPolicies: [aStrength([])] },
    then: 'fail',
  },
  {
    name: 'MFA or a managed device is a way around MFA',
    given: {
      conditionalAccessPolicies: [
        aPolicy({ grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }),
      ],
    },
    then: 'fail',
    because: /something else instead/,
  },
  {
    name: 'a policy at high risk only does not hold at an ordinary sign-in',
    given: { conditionalAccessPolicies: [aPolicy({ conditions: { signInRiskLevels: ['high'] } })] },
    then: 'fail',
    because: /sign in risk levels high/,
  },
  {
    name: 'is not asked where phishing-resistant MFA is enforced',
    given: { conditionalAccessPolicies: [aStrength()] },
    then: 'notApplicable',
    because: /MS\.AAD\.3\.1/,
  },
  {
    name: 'policies that were refused prove nothing',
    given: { conditionalAccessPolicies: [] },
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
  },
])
