import { denied, partial, unlicensed } from '#model/coverage.ts'
import {
  aGroup,
  aGuest,
  aMethod,
  anAccount,
  aRegistration,
  aRoleAssignment,
  aSyncAccount,
  aTenant,
  certificates,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  defineExamples,
  FABRIKAM,
  homeMfa,
  type TenantRecords,
} from '../../../test/builders/index.ts'
import { mfaRegisteredOnEveryAccount } from './registered-on-every-account.ts'

const unregistered = (id: string, changes: Parameters<typeof aRegistration>[1] = {}) =>
  aRegistration(id, { isMfaRegistered: false, methodsRegistered: [], ...changes })
/** A tenant with Entra ID P1: the report tells, and the methods of nobody but role holders are read. */
const withReport = (records: TenantRecords) => aTenant({ authenticationMethods: [], ...records })
/** A tenant without it: everybody's methods are read, and there is no report. */
const withoutReport = (records: TenantRecords) => aTenant({ userRegistrationDetails: [], ...records })
const noReport = { userRegistrationDetails: unlicensed('NonPremiumTenant', 'Microsoft Entra ID P1') }
const reportOf = (lastUpdatedDateTime: string) => ({ lastUpdatedDateTime })
const keySince = (createdDateTime: string) => [
  { userId: 'ada', methods: aMethod().methods.map((method) => ({ ...method, createdDateTime })) },
]
const pass = (isUsable: boolean) => [
  {
    userId: 'ada',
    methods: [{ '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod', isUsable }],
  },
]
const guestsOnly = {
  users: [aGuest()],
  userRegistrationDetails: [unregistered('guest')],
  authenticationMethods: [],
}
const partner = (isMfaAccepted: boolean) => [{ tenantId: FABRIKAM, inboundTrust: { isMfaAccepted } }]

export const examples = defineExamples(mfaRegisteredOnEveryAccount, [
  { name: 'everybody has registered', given: aTenant(), then: 'pass' },
  {
    name: 'an account without a second factor',
    given: withReport({
      users: [anAccount(), anAccount('bob')],
      userRegistrationDetails: [aRegistration(), unregistered('bob')],
    }),
    then: 'fail',
    subjects: ['bob'],
    severity: 'high',
  },
  {
    name: 'an administrator without a second factor is critical',
    given: withReport({
      userRegistrationDetails: [unregistered('ada')],
      roleAssignments: [aRoleAssignment()],
    }),
    then: 'fail',
    severity: 'critical',
  },
  {
    name: 'an administrator through a group counts as one',
    given: withReport({
      userRegistrationDetails: [unregistered('ada')],
      roleAssignments: [aRoleAssignment('admins', { principal: null })],
      groupMembers: [aGroup('admins', ['ada'])],
    }),
    then: 'fail',
    severity: 'critical',
  },
  {
    name: 'a disabled account needs no second factor',
    given: aTenant({
      users: [anAccount(), anAccount('gone', { accountEnabled: false })],
      userRegistrationDetails: [aRegistration()],
    }),
    then: 'pass',
  },
  {
    name: 'there is nobody to register',
    given: aTenant({ users: [] }),
    then: 'notApplicable',
    because: /no enabled account/,
  },
  {
    name: 'no row is not no MFA',
    given: withReport({ userRegistrationDetails: [] }),
    then: 'unknown',
    because: /36 hours/,
  },
  {
    name: 'a row without the field proves nothing',
    given: withReport({ userRegistrationDetails: [{ id: 'ada' }] }),
    then: 'unknown',
    because: /isMfaRegistered is missing/,
  },
  {
    name: 'whether the account is enabled was not read',
    given: aTenant({ users: [{ id: 'ada' }] }),
    then: 'unknown',
  },
  {
    name: 'a guest whose home is not trusted registers here',
    given: aTenant(guestsOnly),
    then: 'fail',
    subjects: ['guest'],
  },
  {
    name: 'a guest whose home is trusted registered there',
    given: aTenant({ ...guestsOnly, crossTenantAccessPolicyDefault: homeMfa(true) }),
    then: 'pass',
    because: /not visible here/,
  },
  {
    name: 'one trusted partner leaves open whose guest it is',
    given: aTenant({ ...guestsOnly, crossTenantAccessPolicyPartners: partner(true) }),
    then: 'unknown',
    because: /trusted from home/,
  },
  {
    name: 'one partner that is not trusted leaves it open as well',
    given: aTenant({
      ...guestsOnly,
      crossTenantAccessPolicyDefault: homeMfa(true),
      crossTenantAccessPolicyPartners: partner(false),
    }),
    then: 'unknown',
  },
  {
    name: 'a guest with a personal Microsoft account has no home tenant to trust',
    given: withReport({
      users: [aGuest('guest', { identities: [{ signInType: 'federated', issuer: 'MicrosoftAccount' }] })],
      userRegistrationDetails: [unregistered('guest')],
      crossTenantAccessPolicyDefault: homeMfa(true),
    }),
    then: 'fail',
    subjects: ['guest'],
  },
  {
    name: 'an external member is a guest by its identity, whatever its user type says',
    given: aTenant({
      ...guestsOnly,
      users: [aGuest('guest', { userType: 'Member' })],
      crossTenantAccessPolicyDefault: homeMfa(true),
    }),
    then: 'pass',
  },
  {
    name: 'an internal guest registers here',
    given: withReport({
      users: [anAccount('temp', { userType: 'Guest' })],
      userRegistrationDetails: [unregistered('temp')],
      crossTenantAccessPolicyDefault: homeMfa(true),
    }),
    then: 'fail',
    subjects: ['temp'],
  },
  {
    name: 'the synchronisation account is an expected exemption',
    given: withReport({
      users: [anAccount(), aSyncAccount()],
      userRegistrationDetails: [aRegistration(), unregistered('sync')],
      roleAssignments: [aRoleAssignment('sync', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })],
    }),
    then: 'pass',
    because: /expected exemption/,
  },
  {
    name: 'what half a report proves stays proven',
    given: withReport({
      users: [anAccount(), anAccount('bob')],
      userRegistrationDetails: [unregistered('bob')],
    }),
    coverage: { userRegistrationDetails: partial('stopped at page 2') },
    then: 'fail',
    subjects: ['bob'],
  },
  {
    name: 'a refused report names its permission',
    given: withReport({ userRegistrationDetails: [] }),
    coverage: { userRegistrationDetails: denied('HTTP 403', ['AuditLog.Read.All']) },
    then: 'unknown',
    because: /AuditLog\.Read\.All/,
  },
  {
    name: 'without the report the methods tell, account by account',
    given: withoutReport({}),
    coverage: noReport,
    then: 'pass',
  },
  {
    name: 'without the report an account with a password only is proven by its methods',
    given: withoutReport({
      users: [anAccount(), anAccount('bob')],
      authenticationMethods: [aMethod(), aMethod('bob', [])],
    }),
    coverage: noReport,
    then: 'fail',
    subjects: ['bob'],
    severity: 'high',
  },
  {
    name: 'a mail address resets a password and is no second factor',
    given: withoutReport({ authenticationMethods: [aMethod('ada', ['email'])] }),
    coverage: noReport,
    then: 'fail',
    subjects: ['ada'],
  },
  {
    name: 'without the report an account whose methods were not read is unknown, and the licence is named',
    given: withoutReport({ users: [anAccount(), anAccount('bob')], authenticationMethods: [aMethod()] }),
    coverage: noReport,
    then: 'unknown',
    because: /needs Microsoft Entra ID P1/,
  },
  {
    name: 'the report alone is enough, whoever may not read the methods',
    given: withReport({}),
    coverage: { authenticationMethods: denied('HTTP 403', ['UserAuthenticationMethod.Read.All']) },
    then: 'pass',
  },
  {
    name: 'the report alone proves a missing factor too',
    given: withReport({ userRegistrationDetails: [unregistered('ada')] }),
    coverage: { authenticationMethods: denied('HTTP 403', ['UserAuthenticationMethod.Read.All']) },
    then: 'fail',
    subjects: ['ada'],
  },
  {
    name: 'neither the report nor the methods were read whole',
    given: withReport({ userRegistrationDetails: [] }),
    coverage: { userRegistrationDetails: partial('stopped'), authenticationMethods: partial('stopped') },
    then: 'unknown',
  },
  {
    name: 'the list does not show certificates, and they are allowed',
    given: withoutReport({
      authenticationMethods: [aMethod('ada', [])],
      authenticationMethodsPolicy: [certificates('enabled')],
    }),
    coverage: noReport,
    then: 'unknown',
    because: /certificate/,
  },
  {
    name: 'a Temporary Access Pass counts while it can be used',
    given: withoutReport({ authenticationMethods: pass(true) }),
    coverage: noReport,
    then: 'pass',
  },
  {
    name: 'a Temporary Access Pass that is over does not count',
    given: withoutReport({ authenticationMethods: pass(false) }),
    coverage: noReport,
    then: 'fail',
  },
  {
    name: 'the report does not tell whether a Temporary Access Pass can still be used',
    given: withReport({
      userRegistrationDetails: [aRegistration('ada', { methodsRegistered: ['temporaryAccessPass'] })],
    }),
    then: 'unknown',
    because: /Temporary Access Pass only/,
  },
  {
    name: 'a method of a later version is not rated by guessing',
    given: withoutReport({ authenticationMethods: [aMethod('ada', ['telepathy'])] }),
    coverage: noReport,
    then: 'unknown',
    because: /telepathy/,
  },
  {
    name: 'a factor registered after the report was made counts',
    given: aTenant({
      userRegistrationDetails: [unregistered('ada', reportOf('2026-05-30T00:00:00Z'))],
      authenticationMethods: keySince('2026-05-31T00:00:00Z'),
    }),
    then: 'pass',
  },
  {
    name: 'a report and a list that disagree without a time are left open, and it is said',
    given: aTenant({ userRegistrationDetails: [unregistered('ada')] }),
    then: 'unknown',
    because: /disagree/,
  },
  {
    name: 'a factor that the report knows and the list does not leaves it open',
    given: aTenant({ authenticationMethods: [aMethod('ada', [])] }),
    then: 'unknown',
    because: /disagree/,
  },
])
