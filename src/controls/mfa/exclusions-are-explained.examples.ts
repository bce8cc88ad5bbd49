import { denied } from '#model/coverage.ts'
import {
  aDeclaration,
  aGroup,
  aGuest,
  anAccount,
  anEligibility,
  aPolicy,
  aRoleAssignment,
  aSyncAccount,
  aTenant,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  defineExamples,
  GLOBAL_READER,
  type TenantRecords,
  theDecisions,
} from '../../../test/builders/index.ts'
import { exclusionsAreExplained } from './exclusions-are-explained.ts'

type Changes = NonNullable<Parameters<typeof aPolicy>[0]>
type Users = NonNullable<NonNullable<Changes['conditions']>['users']>
const people = [anAccount(), anAccount('bob')]
const excluding = (users: Users, changes: Changes = {}) =>
  aPolicy({
    ...changes,
    conditions: { ...changes.conditions, users: { includeUsers: ['All'], ...users } },
  })
const withExclusion = (users: Users, records: TenantRecords = {}) =>
  aTenant({ users: people, conditionalAccessPolicies: [excluding(users)], ...records })
const bobByName = withExclusion({ excludeUsers: ['bob'] })
const GROUPS = '#microsoft.graph.group'
const inGroup = (records: TenantRecords = {}) =>
  withExclusion(
    { excludeGroups: ['left-out'] },
    {
      groupMembers: [aGroup('left-out', ['bob'])],
      groups: [{ id: 'left-out', displayName: 'Left out', isAssignableToRole: false }],
      groupOwners: [{ groupId: 'left-out', owners: [{ id: 'ada' }] }],
      ...records,
    },
  )
const declare = (kind: 'break-glass' | 'service-account', subject = 'bob@contoso.example') =>
  theDecisions({ declarations: [aDeclaration(kind, subject)] })
const guestsOut = { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } }

export const examples = defineExamples(exclusionsAreExplained, [
  { name: 'no policy leaves anybody out', given: aTenant(), then: 'notApplicable' },
  {
    name: 'an account that is left out by name and nobody declared',
    given: bobByName,
    then: 'fail',
    subjects: ['bob'],
    severity: 'medium',
    because: /by "Require MFA for all users" by name/,
  },
  {
    name: 'a declared break-glass account is meant to be left out',
    given: bobByName,
    decisions: declare('break-glass'),
    then: 'pass',
    because: /1 declared/,
  },
  {
    name: 'a declared service account as well, by its id in any case',
    given: bobByName,
    decisions: declare('service-account', 'BOB'),
    then: 'pass',
  },
  {
    name: 'an account without a known name may be the declared one',
    given: withExclusion(
      { excludeUsers: ['bob'] },
      { users: [anAccount(), anAccount('bob', { userPrincipalName: null })] },
    ),
    decisions: declare('break-glass'),
    then: 'unknown',
    because: /may be declared/,
  },
  {
    name: 'a privileged account that is left out weighs more',
    given: { ...bobByName, roleAssignments: [aRoleAssignment('bob')] },
    then: 'fail',
    severity: 'high',
  },
  {
    name: 'a member of an excluded group, with who owns it and who may change it by role',
    given: inGroup({ roleEligibilityScheduleInstances: [anEligibility('ada')] }),
    then: 'fail',
    subjects: ['bob'],
    because:
      /member of group "Left out".*not role-assignable: 1 account may change it by role, owned by ada@/,
  },
  {
    name: 'a role-assignable group is protected, and nobody needs to own it',
    given: inGroup({
      groups: [{ id: 'left-out', displayName: 'Left out', isAssignableToRole: true }],
      groupOwners: [{ groupId: 'left-out', owners: [] }],
    }),
    then: 'fail',
    because: /role-assignable: 0 accounts .*no owner/,
  },
  {
    name: 'a member of a group inside the excluded group, with the way',
    given: inGroup({
      groupMembers: [
        aGroup('left-out', [], { members: [{ id: 'travellers', '@odata.type': GROUPS }] }),
        aGroup('travellers', ['bob']),
      ],
      groups: [{ id: 'left-out' }, { id: 'travellers', displayName: 'Travellers' }],
    }),
    then: 'fail',
    because: /through "Travellers"/,
  },
  {
    name: 'where nested members were read all at once the way is not told',
    given: inGroup({
      groupMembers: [
        aGroup('left-out', [], {
          transitive: true,
          members: [
            { id: 'travellers', '@odata.type': GROUPS },
            { id: 'bob', '@odata.type': '#microsoft.graph.user' },
          ],
        }),
      ],
    }),
    then: 'fail',
    because: /directly or through a group inside it/,
  },
  {
    name: 'a rule, or the on-premises directory, decides who is in a group',
    given: withExclusion(
      { excludeGroups: ['by-rule', 'on-premises'] },
      {
        groupMembers: [aGroup('by-rule', ['bob']), aGroup('on-premises', ['bob'])],
        groups: [
          { id: 'by-rule', groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "Lyon"' },
          { id: 'on-premises', onPremisesSyncEnabled: true },
        ],
      },
    ),
    then: 'fail',
    because: /a rule decides.*on-premises directory/,
  },
  {
    name: 'a Microsoft 365 group of many owners, read without its protection',
    given: inGroup({
      groups: [{ id: 'left-out', groupTypes: ['Unified'] }],
      groupOwners: [{ groupId: 'left-out', owners: [{ id: 'ada' }, { id: 'x' }, { id: 'y' }, { id: 'z' }] }],
    }),
    then: 'fail',
    because: /owned by ada@contoso.example, x, y and 1 more/,
  },
  {
    name: 'a group of which nothing but the members was read',
    given: inGroup({ groups: [], groupOwners: [{ groupId: 'left-out', notFound: true, owners: [] }] }),
    then: 'fail',
    because: /what protects it was not read; its owners were not read/,
  },
  {
    name: 'holders of an excluded role',
    given: withExclusion(
      { excludeRoles: [GLOBAL_READER] },
      { roleAssignments: [aRoleAssignment('bob', { roleDefinitionId: GLOBAL_READER })] },
    ),
    then: 'fail',
    subjects: ['bob'],
    because: /as a holder of Global Reader/,
  },
  {
    name: 'guests that a policy leaves out and no other takes in',
    given: withExclusion(guestsOut, { users: [anAccount(), aGuest()] }),
    then: 'fail',
    subjects: ['guest'],
    because: /as a guest/,
  },
  {
    name: 'guests with a policy of their own are left out of nothing',
    given: aTenant({
      users: [anAccount(), aGuest()],
      conditionalAccessPolicies: [
        excluding(guestsOut),
        aPolicy({
          id: 'guests',
          conditions: {
            users: { includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } },
          },
        }),
      ],
    }),
    then: 'pass',
    because: /1 left out where another policy asks as much/,
  },
  {
    name: 'an exclusion from a policy for risky sign-ins is one that no grade shows',
    given: aTenant({
      users: people,
      conditionalAccessPolicies: [
        aPolicy(),
        excluding(
          { excludeUsers: ['bob'] },
          { id: 'risk', displayName: 'Risk', conditions: { signInRiskLevels: ['high'] } },
        ),
      ],
    }),
    then: 'fail',
    subjects: ['bob'],
    because: /by "Risk" by name/,
  },
  {
    name: 'many policies that leave an account out are counted after the third',
    given: aTenant({
      users: people,
      conditionalAccessPolicies: ['1', '2', '3', '4', '5'].map((id) =>
        excluding({ excludeUsers: ['bob'] }, { id, displayName: `Policy ${id}` }),
      ),
    }),
    then: 'fail',
    because: /and by 2 more/,
  },
  {
    name: 'policies that only report, or ask for nothing, leave nobody out of anything',
    given: aTenant({
      users: people,
      conditionalAccessPolicies: [
        aPolicy(),
        excluding({ excludeUsers: ['bob'] }, { id: 'reports', state: 'enabledForReportingButNotEnforced' }),
        excluding({ excludeUsers: ['bob'] }, { id: 'session', grantControls: null }),
      ],
    }),
    then: 'notApplicable',
  },
  {
    name: 'directory synchronisation is expected to be left out',
    given: withExclusion(
      { excludeUsers: ['sync'] },
      {
        users: [anAccount(), aSyncAccount()],
        roleAssignments: [aRoleAssignment('sync', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })],
      },
    ),
    then: 'pass',
    because: /synchronisation/,
  },
  {
    name: 'a disabled account is left out of nothing',
    given: withExclusion(
      { excludeUsers: ['gone'] },
      { users: [anAccount(), anAccount('gone', { accountEnabled: false })] },
    ),
    then: 'notApplicable',
  },
  {
    name: 'whether an account is enabled was not read',
    given: withExclusion({ excludeUsers: ['bob'] }, { users: [anAccount('bob', { accountEnabled: null })] }),
    then: 'unknown',
  },
  {
    name: 'a group whose members were not read may leave anybody out',
    given: withExclusion({ excludeGroups: ['somebody'] }),
    then: 'unknown',
    because: /not known whether "Require MFA for all users" leaves some accounts out/,
  },
  {
    name: 'owners that could not be read',
    given: inGroup({ groupOwners: [] }),
    coverage: { groupOwners: denied('HTTP 403', ['GroupMember.Read.All']) },
    then: 'fail',
    because: /its owners were not read/,
  },
  {
    name: 'who owns the group changes nothing where everybody in it is declared',
    given: inGroup({ groupOwners: [], groups: [] }),
    coverage: { groupOwners: denied('HTTP 403', ['GroupMember.Read.All']) },
    decisions: declare('service-account'),
    then: 'pass',
  },
])
