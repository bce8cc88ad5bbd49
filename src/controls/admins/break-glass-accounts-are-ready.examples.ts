import { denied, unlicensed } from '#model/coverage.ts'
import {
  aDeclaration,
  aGroup,
  aGroupAssignment,
  aMethod,
  anAccount,
  anEligibility,
  aPolicy,
  aRegistration,
  aRoleAssignment,
  aScheduleInstance,
  aTenant,
  certificates,
  defineExamples,
  type TenantRecords,
  theDecisions,
} from '../../../test/builders/index.ts'
import { breakGlassAccountsAreReady } from './break-glass-accounts-are-ready.ts'

type Changes = Parameters<typeof anAccount>[1]
const anEmergencyAccount = (id: string, changes: Changes = {}) =>
  anAccount(id, {
    userPrincipalName: `${id}@contoso.onmicrosoft.com`,
    onPremisesSyncEnabled: null,
    ...changes,
  })
const signedIn = (id: string, lastSignInDateTime: string | null = '2026-05-01T00:00:00Z') => ({
  id,
  lastSignInDateTime,
  lastSuccessfulSignInDateTime: null,
})
const keyOf = (userId: string, aaGuid: string) => ({
  userId,
  methods: [{ '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', aaGuid }],
})
const safe = anEmergencyAccount('safe')
/** Two accounts as they are meant to be; `fire` is changed, or the records are. */
const twoAccounts = (fire: Changes = {}, records: TenantRecords = {}) =>
  aTenant({
    users: [safe, anEmergencyAccount('fire', fire), anAccount()],
    roleAssignments: ['safe', 'fire'].map((id) => aRoleAssignment(id)),
    roleAssignmentScheduleInstances: ['safe', 'fire'].map((id) => aScheduleInstance(id)),
    userSignInActivity: ['safe', 'fire'].map((id) => signedIn(id)),
    ...records,
  })
const declaring = (...subjects: string[]) =>
  theDecisions({ declarations: subjects.map((subject) => aDeclaration('break-glass', subject)) })
const both = declaring('safe@contoso.onmicrosoft.com', 'FIRE')
const weak = [aMethod('safe'), aMethod('fire', ['microsoftAuthenticator'])]
const reports = (...methodsRegistered: string[]) =>
  ['safe', 'fire'].map((id) => aRegistration(id, { methodsRegistered }))

export const examples = defineExamples(breakGlassAccountsAreReady, [
  {
    name: 'two accounts as they are meant to be, and alerting stays unknown',
    given: twoAccounts(),
    decisions: both,
    then: 'pass',
    because: /alerted.*not known/,
  },
  {
    name: 'nobody is declared: the way to declare is given',
    given: twoAccounts(),
    then: 'fail',
    severity: 'high',
    because: /Nobody has declared/,
  },
  {
    name: 'one is not enough',
    given: twoAccounts(),
    decisions: declaring('safe'),
    then: 'fail',
    because: /Only one/,
  },
  {
    name: 'one account under two names is one',
    given: twoAccounts(),
    decisions: declaring('safe', 'safe@contoso.onmicrosoft.com'),
    then: 'fail',
    because: /Only one/,
  },
  {
    name: 'a declared account that is not there',
    given: twoAccounts(),
    decisions: declaring('safe', 'gone@contoso.onmicrosoft.com'),
    then: 'fail',
    subjects: ['gone@contoso.onmicrosoft.com'],
    because: /no such account/,
  },
  {
    name: 'an account without a phishing-resistant method is critical',
    given: twoAccounts({}, { authenticationMethods: weak, userRegistrationDetails: reports() }),
    decisions: both,
    then: 'fail',
    subjects: ['fire'],
    severity: 'critical',
  },
  {
    name: 'certificates never show per person',
    given: twoAccounts(
      {},
      {
        authenticationMethods: weak,
        userRegistrationDetails: reports(),
        authenticationMethodsPolicy: [certificates('enabled')],
      },
    ),
    decisions: both,
    then: 'unknown',
    because: /certificate/,
  },
  {
    name: 'an account on the own domain falls with it',
    given: twoAccounts({ userPrincipalName: 'fire@contoso.example' }),
    decisions: both,
    then: 'fail',
    subjects: ['fire'],
    severity: 'medium',
    because: /onmicrosoft/,
  },
  {
    name: 'an account on the initial domain of another cloud is on it',
    given: twoAccounts({ userPrincipalName: 'fire@contoso.partner.onmschina.cn' }),
    decisions: both,
    then: 'pass',
  },
  {
    name: 'an account that is synchronised from on-premises',
    given: twoAccounts({ onPremisesSyncEnabled: true }),
    decisions: both,
    then: 'fail',
    severity: 'high',
    because: /synchronised/,
  },
  {
    name: 'whether it is synchronised was not read',
    given: twoAccounts({ onPremisesSyncEnabled: undefined }),
    decisions: both,
    then: 'unknown',
    because: /synchronised/,
  },
  {
    name: 'a disabled account opens nothing',
    given: twoAccounts({ accountEnabled: false }),
    decisions: both,
    then: 'fail',
    subjects: ['fire'],
    because: /disabled/,
  },
  {
    name: 'an account without the role',
    given: twoAccounts({}, { roleAssignments: [aRoleAssignment('safe')] }),
    decisions: both,
    then: 'fail',
    subjects: ['fire'],
    because: /is not Global Administrator/,
  },
  {
    name: 'an account whose role ends',
    given: twoAccounts(
      {},
      {
        roleAssignmentScheduleInstances: [
          aScheduleInstance('safe'),
          aScheduleInstance('fire', { endDateTime: '2026-12-31T00:00:00Z' }),
        ],
      },
    ),
    decisions: both,
    then: 'fail',
    subjects: ['fire'],
    because: /loses it at an end/,
  },
  {
    name: 'an eligible account has to activate with what may be broken',
    given: twoAccounts(
      {},
      {
        roleAssignments: [aRoleAssignment('safe')],
        roleEligibilityScheduleInstances: [anEligibility('fire')],
      },
    ),
    decisions: both,
    then: 'fail',
    subjects: ['fire'],
  },
  {
    name: 'a role through a group stands with the group',
    given: twoAccounts(
      {},
      {
        roleAssignments: [aGroupAssignment('emergency')],
        roleAssignmentScheduleInstances: [aScheduleInstance('emergency')],
        groupMembers: [aGroup('emergency', ['safe', 'fire'])],
      },
    ),
    decisions: both,
    then: 'pass',
  },
  {
    name: 'a group that carries the role may hold it, and its members are not known',
    given: twoAccounts({}, { roleAssignments: [aRoleAssignment('safe'), aGroupAssignment('emergency')] }),
    decisions: both,
    then: 'unknown',
    because: /at all times is not known/,
  },
  {
    name: 'keys of one model with the other administrators fail together',
    given: twoAccounts(
      {},
      {
        roleAssignments: ['safe', 'fire', 'ada'].map((id) => aRoleAssignment(id)),
        authenticationMethods: [keyOf('safe', 'model-a'), keyOf('fire', 'model-b'), keyOf('ada', 'MODEL-B')],
        userRegistrationDetails: reports(),
      },
    ),
    decisions: both,
    then: 'fail',
    subjects: ['fire'],
    severity: 'low',
    because: /no other model/,
  },
  {
    name: 'nobody has tried it for a year',
    given: twoAccounts(
      {},
      { userSignInActivity: [signedIn('safe'), signedIn('fire', '2025-06-01T00:00:00Z')] },
    ),
    decisions: both,
    then: 'fail',
    subjects: ['fire'],
    severity: 'low',
    because: /365 days ago/,
  },
  {
    name: 'nobody has ever tried it',
    given: twoAccounts({}, { userSignInActivity: [signedIn('safe'), signedIn('fire', null)] }),
    decisions: both,
    then: 'fail',
    because: /never signed in/,
  },
  {
    name: 'without the licence nobody knows when it was tried',
    given: twoAccounts({}, { userSignInActivity: [] }),
    coverage: { userSignInActivity: unlicensed('HTTP 403', 'Microsoft Entra ID P1') },
    decisions: both,
    then: 'unknown',
    because: /Microsoft Entra ID P1/,
  },
  {
    name: 'policies that block it are listed',
    given: twoAccounts(
      {},
      {
        conditionalAccessPolicies: [
          aPolicy({
            displayName: 'Block abroad',
            grantControls: { operator: 'OR', builtInControls: ['block'] },
          }),
        ],
      },
    ),
    decisions: both,
    then: 'pass',
    because: /"Block abroad"/,
  },
  {
    name: 'refused assignments cannot show that the role is missing',
    given: twoAccounts({}, { roleAssignments: [] }),
    coverage: { roleAssignments: denied('HTTP 403', ['RoleManagement.Read.Directory']) },
    decisions: both,
    then: 'unknown',
    because: /RoleManagement\.Read\.Directory/,
  },
])
