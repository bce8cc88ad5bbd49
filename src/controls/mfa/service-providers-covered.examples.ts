import { denied, unlicensed } from '#model/coverage.ts'
import {
  aPolicy,
  aTenant,
  defineExamples,
  FABRIKAM,
  GLOBAL_ADMINISTRATOR,
  homeMfa,
  securityDefaults,
} from '../../../test/builders/index.ts'
import { serviceProvidersCovered } from './service-providers-covered.ts'

type Users = NonNullable<NonNullable<NonNullable<Parameters<typeof aPolicy>[0]>['conditions']>['users']>
const TAILSPIN = '33333333-3333-4333-8333-333333333333'
const ANY = 'any-other-tenant'
const partner = (tenantId = FABRIKAM, isMfaAccepted: boolean | null = true) => ({
  tenantId,
  isServiceProvider: true,
  inboundTrust: { isMfaAccepted },
})
const providers = (members?: readonly string[]) => ({
  guestOrExternalUserTypes: 'b2bCollaborationGuest,serviceProvider',
  ...(members ? { externalTenants: { membershipKind: 'enumerated', members: [...members] } } : {}),
})
const withUsers = (...users: Users[]) =>
  aTenant({
    crossTenantAccessPolicyPartners: [partner()],
    conditionalAccessPolicies: users.map((one, index) =>
      aPolicy({ id: `policy-${index}`, displayName: `Policy ${index}`, conditions: { users: one } }),
    ),
  })

export const examples = defineExamples(serviceProvidersCovered, [
  {
    name: 'a policy for all users asks the people of partners too',
    given: withUsers({ includeUsers: ['All'] }),
    then: 'pass',
  },
  {
    name: 'a policy for service provider users of all organisations',
    given: withUsers({ includeGuestsOrExternalUsers: providers() }),
    then: 'pass',
  },
  {
    name: 'an MFA that is asked and not trusted shuts the partner out, which the report says',
    given: aTenant({ crossTenantAccessPolicyPartners: [partner(FABRIKAM, false)] }),
    then: 'pass',
    because: /2 service providers .* may not get in/,
  },
  {
    name: 'a partner without an entry of its own is as the default says',
    given: aTenant({
      crossTenantAccessPolicyPartners: [partner(FABRIKAM, null)],
      crossTenantAccessPolicyDefault: homeMfa(true),
    }),
    then: 'pass',
  },
  {
    name: 'a policy for named accounts misses them all, any other organisation too',
    given: withUsers({ includeUsers: ['ada'] }),
    then: 'fail',
    subjects: [ANY, FABRIKAM],
  },
  {
    name: 'a policy for one partner leaves every other organisation',
    given: withUsers({ includeGuestsOrExternalUsers: providers([FABRIKAM]) }),
    then: 'fail',
    subjects: [ANY],
    severity: 'medium',
  },
  {
    name: 'a partner that a policy leaves out is judged, marked as a service provider or not',
    given: withUsers({ includeUsers: ['All'], excludeGuestsOrExternalUsers: providers([TAILSPIN]) }),
    then: 'fail',
    subjects: [TAILSPIN],
    severity: 'high',
    because: /"Policy 0" leaves service providers out/,
  },
  {
    name: 'a partner excluded here and asked there',
    given: withUsers(
      { includeUsers: ['All'], excludeGuestsOrExternalUsers: providers([FABRIKAM]) },
      { includeGuestsOrExternalUsers: providers([FABRIKAM]) },
    ),
    then: 'pass',
  },
  {
    name: 'a policy for guests of another kind is not for them',
    given: withUsers({ includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } }),
    then: 'fail',
    subjects: [ANY, FABRIKAM],
  },
  {
    name: 'blocking them covers them',
    given: aTenant({
      conditionalAccessPolicies: [aPolicy({ grantControls: { operator: 'OR', builtInControls: ['block'] } })],
    }),
    then: 'pass',
  },
  {
    name: 'a policy for one application is not one for all',
    given: aTenant({
      conditionalAccessPolicies: [
        aPolicy({ conditions: { applications: { includeApplications: ['Office365'] } } }),
      ],
    }),
    then: 'fail',
    because: /at times.*For example/,
  },
  {
    name: 'whether a role held by delegation counts for a policy, Microsoft does not say',
    given: withUsers({ includeRoles: [GLOBAL_ADMINISTRATOR] }),
    then: 'unknown',
    because: /not known whether policy "Policy 0" applies/,
  },
  {
    name: 'nor whether the older word for guests means them',
    given: withUsers({ includeUsers: ['GuestsOrExternalUsers'] }),
    then: 'unknown',
  },
  {
    name: 'nor whether security defaults ask them',
    given: aTenant({
      conditionalAccessPolicies: [],
      identitySecurityDefaultsEnforcementPolicy: securityDefaults(true),
    }),
    then: 'unknown',
    because: /security defaults/,
  },
  {
    name: 'a list of organisations in a way that this version does not know',
    given: withUsers({
      includeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'serviceProvider',
        externalTenants: { membershipKind: 'unknownFutureValue' },
      },
    }),
    then: 'unknown',
  },
  {
    name: 'without a licence nothing asks them',
    given: aTenant({ conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: unlicensed('HTTP 403', 'Entra ID P1') },
    then: 'fail',
    subjects: [ANY],
  },
  {
    name: 'policies that could not be read',
    given: aTenant({ conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
])
