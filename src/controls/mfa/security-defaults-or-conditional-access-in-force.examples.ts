import { denied, unlicensed } from '#model/coverage.ts'
import { aPolicy, aTenant, defineExamples, securityDefaults } from '../../../test/builders/index.ts'
import { securityDefaultsOrConditionalAccessInForce } from './security-defaults-or-conditional-access-in-force.ts'

const withPolicies = (...conditionalAccessPolicies: ReturnType<typeof aPolicy>[]) =>
  aTenant({ conditionalAccessPolicies })
const block = { operator: 'OR', builtInControls: ['block'] }

export const examples = defineExamples(securityDefaultsOrConditionalAccessInForce, [
  { name: 'one enabled policy requires MFA', given: aTenant(), then: 'pass' },
  {
    name: 'security defaults are on',
    given: aTenant({
      conditionalAccessPolicies: [],
      identitySecurityDefaultsEnforcementPolicy: securityDefaults(true),
    }),
    then: 'pass',
  },
  { name: 'both are off', given: withPolicies(), then: 'fail', severity: 'critical' },
  {
    name: 'a policy that only reports stops nobody, and is mentioned',
    given: withPolicies(aPolicy({ state: 'enabledForReportingButNotEnforced' })),
    then: 'fail',
    because: /1 policies only report/,
  },
  { name: 'a disabled policy is off', given: withPolicies(aPolicy({ state: 'disabled' })), then: 'fail' },
  {
    name: 'a demand under conditions is one, however narrow',
    given: withPolicies(aPolicy({ conditions: { signInRiskLevels: ['high'] } })),
    then: 'pass',
  },
  {
    name: 'a policy that blocks people is in force',
    given: withPolicies(aPolicy({ grantControls: block })),
    then: 'pass',
  },
  {
    name: 'blocking legacy clients asks nobody for a second factor',
    given: withPolicies(
      aPolicy({ grantControls: block, conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] } }),
    ),
    then: 'fail',
  },
  {
    name: 'a policy for nobody is not in force',
    given: withPolicies(aPolicy({ conditions: { users: { includeUsers: ['None'] } } })),
    then: 'fail',
  },
  {
    name: 'a policy with a state of a later version leaves it open',
    given: withPolicies(aPolicy({ state: 'unknownFutureValue' })),
    then: 'unknown',
    because: /cannot be told/,
  },
  {
    name: 'nobody read security defaults',
    given: aTenant({ conditionalAccessPolicies: [], identitySecurityDefaultsEnforcementPolicy: [] }),
    then: 'unknown',
    because: /security defaults/,
  },
  {
    name: 'policies that were refused prove nothing',
    given: withPolicies(),
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
  {
    name: 'without the licence only security defaults are left',
    given: withPolicies(),
    coverage: { conditionalAccessPolicies: unlicensed('HTTP 403', 'Entra ID P1') },
    then: 'fail',
  },
])
