import { denied } from '#model/coverage.ts'
import {
  aBlock,
  aDeclaration,
  allUsersBut,
  aPolicy,
  declared,
  defineRequirementExamples,
  securityDefaults,
} from '../../../test/builders/index.ts'
import { legacyAuthenticationBlocked } from './1.1-legacy-authentication-blocked.ts'

const legacy = (conditions: object = {}) =>
  aBlock({ conditions: { clientAppTypes: ['exchangeActiveSync', 'other'], ...conditions } })

export const examples = defineRequirementExamples(legacyAuthenticationBlocked, [
  {
    name: 'a policy that blocks both kinds of legacy clients is enough',
    given: { conditionalAccessPolicies: [legacy()] },
    then: 'pass',
  },
  {
    name: 'so are security defaults',
    given: {
      conditionalAccessPolicies: [],
      identitySecurityDefaultsEnforcementPolicy: securityDefaults(true),
    },
    then: 'pass',
    because: /security defaults/,
  },
  {
    name: 'a policy for some users is not',
    given: { conditionalAccessPolicies: [legacy({ users: { includeUsers: ['ada'] } })] },
    then: 'fail',
    because: /all users/,
  },
  {
    name: 'other clients alone are half of it',
    given: { conditionalAccessPolicies: [legacy({ clientAppTypes: ['other'] })] },
    then: 'fail',
    because: /ActiveSync/,
  },
  {
    name: 'a policy that only reports blocks nobody',
    given: { conditionalAccessPolicies: [{ ...legacy(), state: 'enabledForReportingButNotEnforced' }] },
    then: 'fail',
    because: /state is enabledForReporting/,
  },
  {
    name: 'a policy that requires MFA is not asked for here',
    given: {
      conditionalAccessPolicies: [
        aPolicy({ conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] } }),
      ],
    },
    then: 'fail',
    because: /does not block/,
  },
  {
    name: 'a user is left out, and nobody declared it',
    given: { conditionalAccessPolicies: [legacy(allUsersBut({ excludeUsers: ['scanner'] }))] },
    then: 'fail',
    because: /excludes the user scanner, which is not declared/,
  },
  {
    name: 'a user is left out who is declared for it',
    given: { conditionalAccessPolicies: [legacy(allUsersBut({ excludeUsers: ['scanner'] }))] },
    statements: declared('MS.AAD.1.1v1', 'user', 'scanner'),
    then: 'pass',
  },
  {
    name: 'a declaration for another requirement says nothing here',
    given: { conditionalAccessPolicies: [legacy(allUsersBut({ excludeUsers: ['scanner'] }))] },
    statements: declared('MS.AAD.3.1v1', 'user', 'scanner'),
    then: 'fail',
  },
  {
    name: 'a break-glass account may be left out of every policy',
    given: { conditionalAccessPolicies: [legacy(allUsersBut({ excludeUsers: ['glass'] }))] },
    declarations: [aDeclaration('break-glass', 'glass')],
    then: 'pass',
  },
  {
    name: 'a role that is left out cannot be declared',
    given: { conditionalAccessPolicies: [legacy(allUsersBut({ excludeRoles: ['role'] }))] },
    then: 'fail',
    because: /excludes 1 role/,
  },
  {
    name: 'a policy for trusted places leaves the others open',
    given: { conditionalAccessPolicies: [legacy({ locations: { includeLocations: ['AllTrusted'] } })] },
    then: 'fail',
    because: /locations/,
  },
  {
    name: 'a policy under a risk counts for SCuBA, and the reader is told how little it reaches',
    given: { conditionalAccessPolicies: [legacy({ userRiskLevels: ['high'] })] },
    then: 'pass',
    because: /applies only under the condition user risk levels high/,
  },
  {
    name: 'policies that were refused prove nothing',
    given: { conditionalAccessPolicies: [] },
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
])
