import { denied, unlicensed } from '#model/coverage.ts'
import {
  aGroup,
  aGuest,
  aMethod,
  aMethodsPolicy,
  anAccount,
  aRegistration,
  aSyncAccount,
  aTenant,
  defineExamples,
  type TenantRecords,
} from '../../../test/builders/index.ts'
import { passwordlessProgress } from './passwordless-progress.ts'

const reported = (methodsRegistered: string[], isPasswordlessCapable: boolean | null = null) => [
  aRegistration('ada', { methodsRegistered, isPasswordlessCapable }),
]
const withReport = (methods: string[], records: TenantRecords = {}) =>
  aTenant({ userRegistrationDetails: reported(methods), authenticationMethods: [], ...records })
const withoutReport = (methods: string[]) =>
  aTenant({ userRegistrationDetails: [], authenticationMethods: [aMethod('ada', methods)] })
const authenticatorIn = (authenticationMode: string) =>
  aMethodsPolicy({
    Fido2: { state: 'disabled' },
    MicrosoftAuthenticator: {
      includeTargets: [{ id: 'all_users', targetType: 'group', authenticationMode }],
    },
  })
const push = ['microsoftAuthenticatorPush']

export const examples = defineExamples(passwordlessProgress, [
  { name: 'everybody has a passkey', given: aTenant(), then: 'pass' },
  {
    name: 'phone sign-in is set up',
    given: withReport(['microsoftAuthenticatorPasswordless', 'microsoftAuthenticatorPush']),
    then: 'pass',
  },
  {
    name: 'only notifications are registered: phone sign-in is one step away',
    given: withReport(push),
    then: 'fail',
    subjects: ['ada'],
    severity: 'info',
    because: /One step is left: open the account in Authenticator/,
  },
  {
    name: 'text messages only: the app comes first',
    given: withReport(['mobilePhone']),
    then: 'fail',
    because: /2 steps are left: install Authenticator/,
  },
  {
    name: 'nothing is registered: a pass to begin with',
    given: aTenant({
      userRegistrationDetails: [aRegistration('ada', { isMfaRegistered: false, methodsRegistered: [] })],
      authenticationMethods: [],
    }),
    then: 'fail',
    because: /Temporary Access Pass/,
  },
  {
    name: 'the policy allows neither way: it is the first step',
    given: withReport(push, { authenticationMethodsPolicy: [authenticatorIn('push')] }),
    then: 'fail',
    because: /allow Authenticator in the mode/,
  },
  {
    name: 'phone sign-in that the policy no longer allows is of no use',
    given: withReport(['microsoftAuthenticatorPasswordless'], {
      authenticationMethodsPolicy: [authenticatorIn('push')],
    }),
    then: 'fail',
    subjects: ['ada'],
  },
  {
    name: 'a method allowed for a group counts for its members',
    given: aTenant({
      users: [anAccount(), anAccount('bob')],
      authenticationMethodsPolicy: [
        aMethodsPolicy({ Fido2: { includeTargets: [{ id: 'keys', targetType: 'group' }] } }),
      ],
      groupMembers: [aGroup('keys', ['ada'])],
    }),
    then: 'fail',
    subjects: ['bob'],
  },
  {
    name: 'a group whose members are not known leaves it open',
    given: aTenant({
      authenticationMethodsPolicy: [
        aMethodsPolicy({ Fido2: { includeTargets: [{ id: 'keys', targetType: 'group' }] } }),
      ],
    }),
    then: 'unknown',
    because: /lets some accounts use/,
  },
  {
    name: 'without the report Authenticator does not tell whether phone sign-in is set up',
    given: withoutReport(['microsoftAuthenticator']),
    coverage: { userRegistrationDetails: unlicensed('NonPremiumTenant', 'Microsoft Entra ID P1') },
    then: 'unknown',
    because: /nothing tells whether phone sign-in/,
  },
  {
    name: 'what the report says of it settles what the methods leave open',
    given: aTenant({
      userRegistrationDetails: reported(['telepathy'], true),
      authenticationMethods: [],
    }),
    then: 'pass',
  },
  {
    name: 'a guest goes without a password at home',
    given: aTenant({
      users: [anAccount(), aGuest(), aSyncAccount()],
      userRegistrationDetails: [aRegistration()],
      authenticationMethods: [],
    }),
    then: 'pass',
  },
  {
    name: 'there is nobody to ask',
    given: aTenant({ users: [anAccount('gone', { accountEnabled: false })] }),
    then: 'notApplicable',
    because: /no enabled member/,
  },
  {
    name: 'whether the account is enabled was not read',
    given: aTenant({ users: [{ id: 'ada' }] }),
    then: 'unknown',
  },
  {
    name: 'a refused report and refused methods name their permissions',
    given: aTenant({ userRegistrationDetails: [], authenticationMethods: [] }),
    coverage: {
      userRegistrationDetails: denied('HTTP 403', ['AuditLog.Read.All']),
      authenticationMethods: denied('HTTP 403', ['UserAuthenticationMethod.Read.All']),
    },
    then: 'unknown',
    because: /AuditLog\.Read\.All/,
  },
])
