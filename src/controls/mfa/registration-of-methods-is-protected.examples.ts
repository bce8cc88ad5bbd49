import { denied, unlicensed } from '#model/coverage.ts'
import { aLicence, aPolicy, aTenant, defineExamples } from '../../../test/builders/index.ts'
import { registrationOfMethodsIsProtected } from './registration-of-methods-is-protected.ts'

const onRegistration = { includeUserActions: ['urn:user:registersecurityinfo'] }
type Changes = NonNullable<Parameters<typeof aPolicy>[0]>
const guard = ({ conditions, ...changes }: Changes = {}) =>
  aPolicy({
    id: 'guard',
    displayName: 'Register with MFA',
    ...changes,
    conditions: { applications: onRegistration, ...conditions },
  })
const withPolicies = (...policies: ReturnType<typeof aPolicy>[]) =>
  aTenant({ conditionalAccessPolicies: [aPolicy(), ...policies], subscribedSkus: [aLicence()] })
const block = { operator: 'OR', builtInControls: ['block'] }

export const examples = defineExamples(registrationOfMethodsIsProtected, [
  {
    name: 'registering takes MFA',
    given: withPolicies(guard()),
    then: 'pass',
    because: /Temporary Access Pass/,
  },
  {
    name: 'registering is blocked outside the trusted network',
    given: withPolicies(
      guard({
        grantControls: block,
        conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      }),
    ),
    then: 'pass',
    because: /outside the excluded locations/,
  },
  {
    name: 'whom the policy spares is told',
    given: withPolicies(
      guard({
        conditions: { users: { includeUsers: ['All'], excludeUsers: ['safe'], excludeGroups: ['g'] } },
      }),
    ),
    then: 'pass',
    because: /spares 1 account and 1 group or role/,
  },
  {
    name: 'a policy for all resources is not one for registration',
    given: withPolicies(),
    then: 'fail',
    severity: 'medium',
  },
  {
    name: 'a policy that only reports protects nothing, and is mentioned',
    given: withPolicies(guard({ state: 'enabledForReportingButNotEnforced' })),
    then: 'fail',
    because: /"Register with MFA" only reports/,
  },
  {
    name: 'a policy for a group leaves the others open',
    given: withPolicies(guard({ conditions: { users: { includeGroups: ['pilot'] } } })),
    then: 'fail',
    because: /some users only/,
  },
  {
    name: 'terms of use ask for nothing beyond the password',
    given: withPolicies(guard({ grantControls: { operator: 'OR', termsOfUse: ['terms'] } })),
    then: 'fail',
    because: /nothing beyond the password/,
  },
  {
    name: 'a policy at risk only leaves it open',
    given: withPolicies(guard({ conditions: { signInRiskLevels: ['high'] } })),
    then: 'unknown',
    because: /signInRiskLevels/,
  },
  {
    name: 'a policy whose users were not read leaves it open',
    given: withPolicies(guard({ conditions: { users: null } })),
    then: 'unknown',
  },
  {
    name: 'without the licence it is not licensed, and not a fail',
    given: aTenant({ conditionalAccessPolicies: [] }),
    then: 'unknown',
    because: /not licensed, needs Microsoft Entra ID P1/,
  },
  {
    name: 'the service says so itself',
    given: aTenant({ conditionalAccessPolicies: [], subscribedSkus: [aLicence()] }),
    coverage: { conditionalAccessPolicies: unlicensed('HTTP 403', 'Microsoft Entra ID P1') },
    then: 'unknown',
    because: /not licensed, needs Microsoft Entra ID P1/,
  },
  {
    name: 'policies that were refused prove nothing',
    given: withPolicies(),
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
])
