import { denied, unlicensed } from '#model/coverage.ts'
import {
  aGroup,
  aGuest,
  aMethodsPolicy,
  anAccount,
  aPerUserMfaState,
  aPolicy,
  aRegistration,
  aRoleAssignment,
  aSyncAccount,
  aTenant,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  defineExamples,
  securityDefaults,
  type TenantRecords,
} from '../../../test/builders/index.ts'
import { registrationCampaignOrPolicyNudgesTheUnregistered } from './registration-campaign-or-policy-nudges-the-unregistered.ts'

const nothing = aRegistration('ada', { isMfaRegistered: false, methodsRegistered: [] })
const texts = aRegistration('ada', { methodsRegistered: ['mobilePhone', 'email'] })
const having = (registration: typeof nothing, records: TenantRecords = {}) =>
  aTenant({ userRegistrationDetails: [registration], authenticationMethods: [], ...records })
const open = { conditionalAccessPolicies: [] }
const campaign = (state: string, excludeTargets: { id: string }[] = []) => ({
  authenticationMethodsPolicy: [
    aMethodsPolicy(
      { Sms: { state: 'enabled' } },
      {
        registrationEnforcement: {
          authenticationMethodsRegistrationCampaign: {
            state,
            snoozeDurationInDays: 1,
            includeTargets: [{ id: 'all_users', targetType: 'group' }],
            excludeTargets,
          },
        },
      },
    ),
  ],
})

export const examples = defineExamples(registrationCampaignOrPolicyNudgesTheUnregistered, [
  { name: 'everybody has something strong', given: aTenant(), then: 'pass' },
  { name: 'a policy that requires MFA makes people register', given: having(nothing), then: 'pass' },
  {
    name: 'security defaults make people register',
    given: having(nothing, { ...open, identitySecurityDefaultsEnforcementPolicy: securityDefaults(true) }),
    then: 'pass',
  },
  {
    name: 'per-user MFA that is enabled makes people register',
    given: having(nothing, { ...open, perUserMfaStates: [aPerUserMfaState('ada', 'enabled')] }),
    then: 'pass',
  },
  {
    name: 'a policy that asks at times makes people register at times',
    given: having(nothing, {
      conditionalAccessPolicies: [
        aPolicy({ conditions: { applications: { includeApplications: ['Office365'] } } }),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'nothing is registered and nothing asks; the campaign never reaches them',
    given: having(nothing, open),
    then: 'fail',
    subjects: ['ada'],
    severity: 'medium',
    because: /after a completed MFA/,
  },
  {
    name: 'text messages only, and the campaign is on',
    given: having(texts, { ...open, ...campaign('enabled') }),
    then: 'pass',
  },
  {
    name: 'text messages only, and the campaign is off',
    given: having(texts, campaign('disabled')),
    then: 'fail',
    subjects: ['ada'],
    severity: 'low',
    because: /campaign is off/,
  },
  {
    name: 'text messages that are allowed no longer are nothing',
    given: having(texts, open),
    then: 'fail',
    subjects: ['ada'],
    because: /may not be used/,
  },
  {
    name: 'whoever may use nothing registered is asked to register anew where MFA is required',
    given: having(texts),
    then: 'pass',
  },
  {
    name: 'a campaign left to Microsoft runs, and the report says that Microsoft decides',
    given: having(texts, campaign('default')),
    then: 'pass',
    because: /Microsoft decides when/,
  },
  {
    name: 'whom the campaign excludes it does not nudge',
    given: having(texts, {
      ...campaign('enabled', [{ id: 'left-out' }]),
      groupMembers: [aGroup('left-out', ['ada'])],
    }),
    then: 'fail',
    subjects: ['ada'],
    because: /put off for 1 day\./,
  },
  {
    name: 'an excluded group whose members are not known leaves it open',
    given: having(texts, campaign('enabled', [{ id: 'left-out' }])),
    then: 'unknown',
    because: /whether the campaign nudges/,
  },
  {
    name: 'a campaign of a later version leaves it open',
    given: having(texts, campaign('unknownFutureValue')),
    then: 'unknown',
  },
  {
    name: 'a better method beside the text messages is enough',
    given: having(
      aRegistration('ada', { methodsRegistered: ['mobilePhone', 'microsoftAuthenticatorPush'] }),
      {
        ...campaign('disabled'),
      },
    ),
    then: 'pass',
  },
  {
    name: 'who is not asked for the strongest method first is mentioned',
    given: having(aRegistration('ada', { isSystemPreferredAuthenticationMethodEnabled: false })),
    then: 'pass',
    because: /system-preferred MFA is off/,
  },
  {
    name: 'that something is registered does not tell what',
    given: having({ id: 'ada', isMfaRegistered: true }),
    then: 'unknown',
    because: /which methods/,
  },
  {
    name: 'guests and directory synchronisation are not asked here',
    given: aTenant({
      users: [anAccount(), aGuest(), aSyncAccount()],
      userRegistrationDetails: [aRegistration(), aRegistration('guest', { isMfaRegistered: false })],
      authenticationMethods: [],
      roleAssignments: [aRoleAssignment('sync', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })],
    }),
    then: 'pass',
  },
  {
    name: 'there is nobody to ask',
    given: aTenant({ users: [] }),
    then: 'notApplicable',
    because: /no enabled member/,
  },
  {
    name: 'without the licence there are no policies, and nothing asks',
    given: having(nothing, open),
    coverage: { conditionalAccessPolicies: unlicensed('HTTP 403', 'Microsoft Entra ID P1') },
    then: 'fail',
  },
  {
    name: 'policies that were refused could ask',
    given: having(nothing, open),
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
])
