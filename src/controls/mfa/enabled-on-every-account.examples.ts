import { denied, unlicensed } from '#model/coverage.ts'
import {
  aGroup,
  aGuest,
  anAccount,
  anEligibility,
  aPerUserMfaState,
  aPolicy,
  aRoleAssignment,
  aSyncAccount,
  aTenant,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  defineExamples,
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  MFA_STRENGTH,
  securityDefaults,
} from '../../../test/builders/index.ts'
import { mfaEnabledOnEveryAccount } from './enabled-on-every-account.ts'

const all = { includeUsers: ['All'] }
const synchronization = aRoleAssignment('sync', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })
const withPolicy = (...changes: Parameters<typeof aPolicy>) =>
  aTenant({ conditionalAccessPolicies: [aPolicy(...changes)] })

export const examples = defineExamples(mfaEnabledOnEveryAccount, [
  {
    name: 'one policy for all users and resources covers everybody, guests too',
    given: aTenant({ users: [anAccount(), aGuest()] }),
    then: 'pass',
  },
  {
    name: 'security defaults cover everybody, and the report says that Microsoft decides when',
    given: aTenant({
      conditionalAccessPolicies: [],
      identitySecurityDefaultsEnforcementPolicy: securityDefaults(true),
    }),
    then: 'pass',
    because: /Microsoft decides/,
  },
  {
    name: 'per-user MFA that is enforced counts',
    given: aTenant({
      conditionalAccessPolicies: [],
      perUserMfaStates: [aPerUserMfaState('ada', 'enforced')],
    }),
    then: 'pass',
  },
  {
    name: 'per-user MFA that is only enabled does not count',
    given: aTenant({ conditionalAccessPolicies: [], perUserMfaStates: [aPerUserMfaState('ada', 'enabled')] }),
    then: 'fail',
    subjects: ['ada'],
  },
  {
    name: 'a disabled account is not asked for MFA',
    given: aTenant({
      users: [anAccount(), anAccount('gone', { accountEnabled: false })],
      conditionalAccessPolicies: [aPolicy({ conditions: { users: { ...all, excludeUsers: ['gone'] } } })],
    }),
    then: 'pass',
  },
  {
    name: 'there is nobody to ask',
    given: aTenant({ users: [anAccount('gone', { accountEnabled: false })] }),
    then: 'notApplicable',
    because: /no enabled account/,
  },
  {
    name: 'without any policy an account is open',
    given: aTenant({ conditionalAccessPolicies: [] }),
    then: 'fail',
    subjects: ['ada'],
    severity: 'high',
  },
  {
    name: 'an administrator who is open is critical',
    given: aTenant({ conditionalAccessPolicies: [], roleAssignments: [aRoleAssignment()] }),
    then: 'fail',
    severity: 'critical',
  },
  {
    name: 'an administrator through a group is one as well',
    given: aTenant({
      conditionalAccessPolicies: [],
      groupMembers: [aGroup('admins', ['ada'])],
      roleAssignments: [aRoleAssignment('admins', { principal: null })],
    }),
    then: 'fail',
    severity: 'critical',
  },
  {
    name: 'report-only is not enforcement',
    given: withPolicy({ state: 'enabledForReportingButNotEnforced' }),
    then: 'fail',
  },
  {
    name: 'a policy of session controls alone demands nothing',
    given: withPolicy({ grantControls: null, sessionControls: { signInFrequency: { isEnabled: true } } }),
    then: 'fail',
  },
  {
    name: 'empty grant controls demand nothing',
    given: withPolicy({ grantControls: { operator: 'OR', builtInControls: [] } }),
    then: 'fail',
  },
  {
    name: 'a demand for a password change is none for MFA',
    given: withPolicy({ grantControls: { operator: 'OR', builtInControls: ['passwordChange'] } }),
    then: 'fail',
  },
  {
    name: 'MFA or a compliant device is not MFA',
    given: withPolicy({ grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }),
    then: 'fail',
    because: /is met by a managed device/,
    severity: 'medium',
  },
  {
    name: 'MFA and a compliant device is MFA',
    given: withPolicy({ grantControls: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] } }),
    then: 'pass',
  },
  {
    name: 'a strength counts by what it demands, looked up by its id',
    given: aTenant({
      conditionalAccessPolicies: [
        aPolicy({ grantControls: { operator: 'OR', authenticationStrength: { id: 'custom' } } }),
      ],
      authenticationStrengthPolicies: [{ id: 'custom', requirementsSatisfied: 'mfa' }],
    }),
    then: 'pass',
  },
  {
    name: 'a built-in strength needs no look-up',
    given: withPolicy({ grantControls: { operator: 'OR', authenticationStrength: { id: MFA_STRENGTH } } }),
    then: 'pass',
  },
  {
    name: 'a strength that was not read is unknown',
    given: withPolicy({ grantControls: { operator: 'OR', authenticationStrength: { id: 'custom' } } }),
    then: 'unknown',
  },
  {
    name: 'blocking everybody covers everybody',
    given: withPolicy({ grantControls: { operator: 'OR', builtInControls: ['block'] } }),
    then: 'pass',
  },
  {
    name: 'a member of an excluded group is open',
    given: aTenant({
      users: [anAccount(), anAccount('bob')],
      conditionalAccessPolicies: [
        aPolicy({ conditions: { users: { ...all, excludeGroups: ['exceptions'] } } }),
      ],
      groupMembers: [aGroup('exceptions', ['bob'])],
    }),
    then: 'fail',
    subjects: ['bob'],
    because: /"Require MFA for all users" excludes it as a member of group "exceptions"/,
  },
  {
    name: 'a member of a group inside the excluded group is open',
    given: aTenant({
      conditionalAccessPolicies: [aPolicy({ conditions: { users: { ...all, excludeGroups: ['outer'] } } })],
      groupMembers: [
        aGroup('outer', [], { members: [{ id: 'inner', '@odata.type': '#microsoft.graph.group' }] }),
        aGroup('inner', ['ada']),
      ],
    }),
    then: 'fail',
    subjects: ['ada'],
  },
  {
    name: 'the members of an excluded group are not known',
    given: withPolicy({ conditions: { users: { ...all, excludeGroups: ['exceptions'] } } }),
    then: 'unknown',
    because: /not known whether policy/,
  },
  {
    name: 'an excluded group that was deleted excludes nobody',
    given: aTenant({
      conditionalAccessPolicies: [aPolicy({ conditions: { users: { ...all, excludeGroups: ['gone'] } } })],
      groupMembers: [aGroup('gone', [], { notFound: true })],
    }),
    then: 'pass',
  },
  {
    name: 'a page of a member list that is missing leaves the group unknown',
    given: aTenant({
      conditionalAccessPolicies: [aPolicy({ conditions: { users: { ...all, excludeGroups: ['big'] } } })],
      groupMembers: [aGroup('big', ['bob'], { part: 1 })],
    }),
    then: 'unknown',
  },
  {
    name: 'an excluded guest type leaves guests open',
    given: aTenant({
      users: [anAccount(), aGuest()],
      conditionalAccessPolicies: [
        aPolicy({
          conditions: {
            users: {
              ...all,
              excludeGuestsOrExternalUsers: {
                guestOrExternalUserTypes: 'b2bCollaborationGuest,serviceProvider',
              },
            },
          },
        }),
      ],
    }),
    then: 'fail',
    subjects: ['guest'],
  },
  {
    name: 'a policy for a role covers its active tenant-wide holders only',
    given: aTenant({
      users: [anAccount(), anAccount('bob')],
      conditionalAccessPolicies: [
        aPolicy({ conditions: { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } } }),
      ],
      roleAssignments: [
        aRoleAssignment(),
        aRoleAssignment('bob', { directoryScopeId: '/administrativeUnits/paris' }),
      ],
    }),
    then: 'fail',
    subjects: ['bob'],
  },
  {
    name: 'an eligible administrator whom a policy leaves out once the role is activated',
    given: aTenant({
      conditionalAccessPolicies: [
        aPolicy({ conditions: { users: { ...all, excludeRoles: [GLOBAL_ADMINISTRATOR] } } }),
      ],
      roleEligibilityScheduleInstances: [anEligibility()],
    }),
    then: 'fail',
    subjects: ['ada'],
    severity: 'critical',
    because: /Once it activates its role, one factor is enough/,
  },
  {
    name: 'a policy for a role asks nothing of its eligible holder before it is activated',
    given: aTenant({
      conditionalAccessPolicies: [
        aPolicy({ conditions: { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } } }),
      ],
      roleEligibilityScheduleInstances: [anEligibility()],
    }),
    then: 'fail',
    because: /^One factor is enough/,
  },
  {
    name: 'a policy for everybody covers an eligible administrator at both times',
    given: aTenant({ roleEligibilityScheduleInstances: [anEligibility()] }),
    then: 'pass',
  },
  {
    name: 'who is eligible through a group that was not read is not known',
    given: aTenant({
      conditionalAccessPolicies: [
        aPolicy({ conditions: { users: { ...all, excludeRoles: [GLOBAL_ADMINISTRATOR] } } }),
      ],
      roleEligibilityScheduleInstances: [
        anEligibility('admins', { principal: { '@odata.type': '#microsoft.graph.group', id: 'admins' } }),
      ],
    }),
    then: 'unknown',
  },
  {
    name: 'a role assigned to a group with unknown members leaves a policy for the role open',
    given: aTenant({
      conditionalAccessPolicies: [aPolicy({ conditions: { users: { includeRoles: [GLOBAL_READER] } } })],
      roleAssignments: [
        aRoleAssignment('readers', {
          principal: { '@odata.type': '#microsoft.graph.group' },
          roleDefinitionId: GLOBAL_READER,
        }),
      ],
    }),
    then: 'unknown',
  },
  {
    name: 'a policy that excepts trusted locations is open from there',
    given: aTenant({
      conditionalAccessPolicies: [
        aPolicy({
          conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
        }),
      ],
      namedLocations: [
        {
          id: 'office',
          '@odata.type': '#microsoft.graph.ipNamedLocation',
          displayName: 'Office',
          isTrusted: true,
          ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.0/24' }],
        },
      ],
    }),
    then: 'fail',
    because: /leaves this place out/,
    severity: 'medium',
  },
  {
    name: 'without a trusted location, those of per-user MFA could be excepted, and nobody can read them',
    given: withPolicy({
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
    }),
    then: 'unknown',
  },
  {
    name: 'a policy for some platforms is open from the others',
    given: withPolicy({ conditions: { platforms: { includePlatforms: ['iOS'] } } }),
    then: 'fail',
    because: /is for other platforms/,
  },
  {
    name: 'a condition of a later version leaves the policy open',
    given: withPolicy({ conditions: { moonPhase: { include: ['full'] } } as never }),
    then: 'unknown',
    because: /moonPhase/,
  },
  {
    name: 'a policy for one application is not every resource',
    given: withPolicy({ conditions: { applications: { includeApplications: ['Office365'] } } }),
    then: 'fail',
    because: /leaves this application out/,
  },
  {
    name: 'a policy with an excluded application is not every resource',
    given: withPolicy({
      conditions: { applications: { includeApplications: ['All'], excludeApplications: ['payroll'] } },
    }),
    then: 'fail',
  },
  {
    name: 'blocking legacy clients leaves browsers open',
    given: withPolicy({
      grantControls: { operator: 'OR', builtInControls: ['block'] },
      conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
    }),
    then: 'fail',
  },
  {
    name: 'MFA at risk only leaves the ordinary sign-in open',
    given: withPolicy({ conditions: { signInRiskLevels: ['high', 'medium'] } }),
    then: 'fail',
  },
  {
    name: 'a policy whose state is of a later version is not counted either way',
    given: withPolicy({ state: 'unknownFutureValue' }),
    then: 'unknown',
  },
  {
    name: 'the synchronisation account is an expected exemption',
    given: aTenant({
      users: [anAccount(), aSyncAccount()],
      roleAssignments: [synchronization],
      conditionalAccessPolicies: [aPolicy({ conditions: { users: { ...all, excludeUsers: ['sync'] } } })],
    }),
    then: 'pass',
    because: /expected exemption/,
  },
  {
    name: 'a person in the synchronisation role is not exempt',
    given: aTenant({
      roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })],
      conditionalAccessPolicies: [],
      identitySecurityDefaultsEnforcementPolicy: securityDefaults(true),
    }),
    then: 'fail',
    subjects: ['ada'],
  },
  {
    name: 'nobody read the per-user state of an account that nothing else covers',
    given: aTenant({ conditionalAccessPolicies: [], perUserMfaStates: [] }),
    then: 'unknown',
    because: /perUserMfaStates/,
  },
  {
    name: 'whether the account is enabled was not read',
    given: aTenant({ users: [{ id: 'ada' }] }),
    then: 'unknown',
    because: /enabled was not read/,
  },
  {
    name: 'policies that were refused prove nothing',
    given: aTenant({ conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
  {
    name: 'without the licence there are no policies, and an open account is open',
    given: aTenant({ conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: unlicensed('HTTP 403', 'Entra ID P1') },
    then: 'fail',
  },
])
