import { denied, partial } from '#model/coverage.ts'
import {
  aGroup,
  aGuest,
  anAccount,
  aRegistration,
  aRoleAssignment,
  aSyncAccount,
  aTenant,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  defineExamples,
  FABRIKAM,
  homeMfa,
} from '../../../test/builders/index.ts'
import { mfaRegisteredOnEveryAccount } from './registered-on-every-account.ts'

const unregistered = (id: string) => aRegistration(id, { isMfaRegistered: false, methodsRegistered: [] })
const guestsOnly = { users: [aGuest()], userRegistrationDetails: [unregistered('guest')] }
const partner = (isMfaAccepted: boolean) => [{ tenantId: FABRIKAM, inboundTrust: { isMfaAccepted } }]

export const examples = defineExamples(mfaRegisteredOnEveryAccount, [
  { name: 'everybody has registered', given: aTenant(), then: 'pass' },
  {
    name: 'an account without a second factor',
    given: aTenant({
      users: [anAccount(), anAccount('bob')],
      userRegistrationDetails: [aRegistration(), unregistered('bob')],
    }),
    then: 'fail',
    subjects: ['bob'],
    severity: 'high',
  },
  {
    name: 'an administrator without a second factor is critical',
    given: aTenant({ userRegistrationDetails: [unregistered('ada')], roleAssignments: [aRoleAssignment()] }),
    then: 'fail',
    severity: 'critical',
  },
  {
    name: 'an administrator through a group counts as one',
    given: aTenant({
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
    given: aTenant({ userRegistrationDetails: [] }),
    then: 'unknown',
    because: /36 hours/,
  },
  {
    name: 'a row without the field proves nothing',
    given: aTenant({ userRegistrationDetails: [{ id: 'ada' }] }),
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
    given: aTenant({
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
    given: aTenant({
      users: [anAccount('temp', { userType: 'Guest' })],
      userRegistrationDetails: [unregistered('temp')],
      crossTenantAccessPolicyDefault: homeMfa(true),
    }),
    then: 'fail',
    subjects: ['temp'],
  },
  {
    name: 'the synchronisation account is an expected exemption',
    given: aTenant({
      users: [anAccount(), aSyncAccount()],
      userRegistrationDetails: [aRegistration(), unregistered('sync')],
      roleAssignments: [aRoleAssignment('sync', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })],
    }),
    then: 'pass',
    because: /expected exemption/,
  },
  {
    name: 'what half a report proves stays proven',
    given: aTenant({
      users: [anAccount(), anAccount('bob')],
      userRegistrationDetails: [unregistered('bob')],
    }),
    coverage: { userRegistrationDetails: partial('stopped at page 2') },
    then: 'fail',
    subjects: ['bob'],
  },
  {
    name: 'a refused report names its permission',
    given: aTenant({ userRegistrationDetails: [] }),
    coverage: { userRegistrationDetails: denied('HTTP 403', ['AuditLog.Read.All']) },
    then: 'unknown',
    because: /AuditLog\.Read\.All/,
  },
])
