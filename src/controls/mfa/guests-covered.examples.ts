import { denied, unlicensed } from '#model/coverage.ts'
import {
  aGroup,
  aGuest,
  anAccount,
  aPerUserMfaState,
  aPolicy,
  aRoleAssignment,
  aTenant,
  defineExamples,
  GLOBAL_READER,
  homeMfa,
  securityDefaults,
} from '../../../test/builders/index.ts'
import { guestsCovered } from './guests-covered.ts'

type Conditions = NonNullable<NonNullable<Parameters<typeof aPolicy>[0]>['conditions']>
const people = [anAccount(), aGuest()]
const forGuests = (guestOrExternalUserTypes: string): Conditions => ({
  users: { includeGuestsOrExternalUsers: { guestOrExternalUserTypes } },
})
const withUsers = (users: NonNullable<Conditions['users']>, records: Parameters<typeof aTenant>[0] = {}) =>
  aTenant({ users: people, conditionalAccessPolicies: [aPolicy({ conditions: { users } })], ...records })
/** A member of this directory whose home is elsewhere. */
const externalMember = aGuest('colleague', { userType: 'Member' })
/** A guest whose home is here: made before invitations, or by hand. */
const internalGuest = anAccount('temp', { userType: 'Guest' })

export const examples = defineExamples(guestsCovered, [
  { name: 'a policy for all users is for guests too', given: aTenant({ users: people }), then: 'pass' },
  {
    name: 'a guest whose home is trusted registers there, where nobody here can look',
    given: aTenant({ users: people, crossTenantAccessPolicyDefault: homeMfa(true) }),
    then: 'pass',
    because: /1 guest registered at home, not visible here/,
  },
  {
    name: 'where single organisations are trusted it depends on the home',
    given: aTenant({
      users: people,
      crossTenantAccessPolicyPartners: [{ tenantId: 'fabrikam', inboundTrust: { isMfaAccepted: true } }],
    }),
    then: 'pass',
    because: /depends on the home/,
  },
  {
    name: 'what was not read of the trust changes no verdict',
    given: aTenant({ users: people, crossTenantAccessPolicyDefault: [] }),
    coverage: { crossTenantAccessPolicyDefault: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'pass',
    because: /or was not read/,
  },
  {
    name: 'trust from home asks nobody: a guest without a policy is open',
    given: aTenant({
      users: people,
      conditionalAccessPolicies: [],
      crossTenantAccessPolicyDefault: homeMfa(true),
    }),
    then: 'fail',
    subjects: ['b2bCollaborationGuest'],
    severity: 'high',
  },
  {
    name: 'a policy for members of a group misses the guests',
    given: withUsers({ includeGroups: ['staff'] }, { groupMembers: [aGroup('staff', ['ada'])] }),
    then: 'fail',
    subjects: ['b2bCollaborationGuest'],
    because: /1 guest of the kind b2bCollaborationGuest/,
  },
  {
    name: 'each kind that a policy forgets is a finding of its own',
    given: aTenant({
      users: [...people, aGuest('other'), externalMember, internalGuest],
      conditionalAccessPolicies: [aPolicy({ conditions: forGuests('b2bCollaborationGuest') })],
    }),
    then: 'fail',
    subjects: ['b2bCollaborationMember', 'internalGuest'],
  },
  {
    name: 'a policy that excludes guests and one for them',
    given: aTenant({
      users: people,
      conditionalAccessPolicies: [
        aPolicy({
          conditions: {
            users: {
              includeUsers: ['All'],
              excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' },
            },
          },
        }),
        aPolicy({ id: 'for-guests', conditions: forGuests('b2bCollaborationGuest') }),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'a policy that excludes guests says so',
    given: withUsers({
      includeUsers: ['All'],
      excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest,internalGuest' },
    }),
    then: 'fail',
    because: /excludes it as a guest/,
  },
  {
    name: 'MFA or a managed device is open at times',
    given: aTenant({
      users: people,
      conditionalAccessPolicies: [
        aPolicy({ grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }),
      ],
    }),
    then: 'fail',
    severity: 'medium',
    because: /at times/,
  },
  {
    name: 'a policy for guests of some organisations leaves open which guests are theirs',
    given: withUsers({
      includeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'b2bCollaborationGuest',
        externalTenants: { membershipKind: 'enumerated', members: ['fabrikam'] },
      },
    }),
    then: 'unknown',
  },
  {
    name: 'an account that may be a guest or not',
    given: aTenant({
      users: [anAccount('somebody', { userType: undefined })],
      conditionalAccessPolicies: [aPolicy({ conditions: { users: { includeUsers: ['ada'] } } })],
    }),
    then: 'unknown',
    because: /are guests was not read/,
  },
  {
    name: 'a guest whose kind is not told is a guest',
    given: aTenant({
      users: [aGuest('pending', { userPrincipalName: null, identities: null })],
      conditionalAccessPolicies: [],
    }),
    then: 'fail',
    subjects: ['guest'],
  },
  {
    name: 'security defaults ask guests',
    given: aTenant({
      users: people,
      conditionalAccessPolicies: [],
      identitySecurityDefaultsEnforcementPolicy: securityDefaults(true),
      perUserMfaStates: people.map(({ id }) => aPerUserMfaState(id)),
    }),
    then: 'pass',
  },
  {
    name: 'a guest in a role that a policy is for',
    given: withUsers(
      { includeRoles: [GLOBAL_READER] },
      {
        users: people,
        roleAssignments: [aRoleAssignment('guest', { roleDefinitionId: GLOBAL_READER })],
      },
    ),
    then: 'pass',
  },
  {
    name: 'without a licence and without security defaults guests are open',
    given: aTenant({ users: people, conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: unlicensed('HTTP 403', 'Entra ID P1') },
    then: 'fail',
  },
  {
    name: 'policies that could not be read',
    given: aTenant({ users: people, conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
  {
    name: 'whether a guest is enabled was not read',
    given: aTenant({ users: [aGuest('guest', { accountEnabled: null })] }),
    then: 'unknown',
  },
  {
    name: 'disabled guests are nobody',
    given: aTenant({ users: [anAccount(), aGuest('gone', { accountEnabled: false })] }),
    then: 'notApplicable',
  },
])
