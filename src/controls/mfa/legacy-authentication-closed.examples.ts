import { denied, unlicensed } from '#model/coverage.ts'
import {
  aDeclaration,
  aGroup,
  anAccount,
  aPolicy,
  aRoleAssignment,
  aSyncAccount,
  aTenant,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  defineExamples,
  securityDefaults,
  theDecisions,
} from '../../../test/builders/index.ts'
import { legacyAuthenticationClosed } from './legacy-authentication-closed.ts'

type Users = Record<string, readonly string[]>
const block = { operator: 'OR', builtInControls: ['block'] }
const legacy = ['exchangeActiveSync', 'other']
const modern = aPolicy({ conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] } })
const blocking = (users: Users = {}, clientAppTypes: readonly string[] = legacy) =>
  aPolicy({
    id: 'block-legacy',
    displayName: 'Block legacy',
    grantControls: block,
    conditions: { users: { includeUsers: ['All'], ...users }, clientAppTypes: [...clientAppTypes] },
  })
const withPolicies = (...conditionalAccessPolicies: ReturnType<typeof aPolicy>[]) =>
  aTenant({ conditionalAccessPolicies })

export const examples = defineExamples(legacyAuthenticationClosed, [
  {
    name: 'MFA of every client is a block for clients that cannot show it',
    given: aTenant(),
    then: 'pass',
  },
  {
    name: 'a policy that blocks both kinds of legacy client',
    given: withPolicies(modern, blocking()),
    then: 'pass',
  },
  {
    name: 'MFA of modern clients alone leaves the old ones open',
    given: withPolicies(modern),
    then: 'fail',
    subjects: ['ada'],
    severity: 'high',
    because: /through ActiveSync and other legacy clients/,
  },
  {
    name: 'blocking one kind of legacy client leaves the other',
    given: withPolicies(modern, blocking({}, ['exchangeActiveSync'])),
    then: 'fail',
    because: /through other legacy clients: .* For example/,
  },
  {
    name: 'a managed phone may still use ActiveSync with a password: open at times',
    given: withPolicies(
      modern,
      blocking({}, ['other']),
      aPolicy({
        id: 'managed',
        grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] },
        conditions: { clientAppTypes: ['exchangeActiveSync'] },
      }),
    ),
    then: 'fail',
    severity: 'medium',
    because: /at times through ActiveSync/,
  },
  {
    name: 'security defaults block legacy clients',
    given: aTenant({
      conditionalAccessPolicies: [],
      identitySecurityDefaultsEnforcementPolicy: securityDefaults(true),
    }),
    then: 'pass',
  },
  {
    name: 'report-only blocks nobody',
    given: withPolicies(modern, { ...blocking(), state: 'enabledForReportingButNotEnforced' }),
    then: 'fail',
    because: /only reports/,
  },
  {
    name: 'a member of an excluded group can still use old clients',
    given: aTenant({
      users: [anAccount(), anAccount('scanner')],
      conditionalAccessPolicies: [modern, blocking({ excludeGroups: ['scanners'] })],
      groupMembers: [aGroup('scanners', ['scanner'])],
      groups: [{ id: 'scanners', displayName: 'Old scanners' }],
    }),
    then: 'fail',
    subjects: ['scanner'],
    because: /excludes it as a member of group "Old scanners"/,
  },
  {
    name: 'an administrator who can is critical',
    given: aTenant({ conditionalAccessPolicies: [modern], roleAssignments: [aRoleAssignment()] }),
    then: 'fail',
    severity: 'critical',
  },
  {
    name: 'a declared break-glass account is left out on purpose',
    given: aTenant({
      users: [anAccount(), anAccount('door')],
      conditionalAccessPolicies: [modern, blocking({ excludeUsers: ['door'] })],
    }),
    decisions: theDecisions({ declarations: [aDeclaration('break-glass', 'door@contoso.example')] }),
    then: 'pass',
    because: /1 declared break-glass/,
  },
  {
    name: 'an account without a known name may be the declared one',
    given: aTenant({
      users: [anAccount(), anAccount('door', { userPrincipalName: null })],
      conditionalAccessPolicies: [modern, blocking({ excludeUsers: ['door'] })],
    }),
    decisions: theDecisions({ declarations: [aDeclaration('break-glass', 'door@contoso.example')] }),
    then: 'unknown',
    because: /may be declared/,
  },
  {
    name: 'directory synchronisation is expected to be left out',
    given: aTenant({
      users: [anAccount(), aSyncAccount()],
      conditionalAccessPolicies: [modern, blocking({ excludeUsers: ['sync'] })],
      roleAssignments: [aRoleAssignment('sync', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })],
    }),
    then: 'pass',
    because: /1 directory synchronisation/,
  },
  {
    name: 'a group that was not read may hold anybody',
    given: withPolicies(modern, blocking({ excludeGroups: ['somebody'] })),
    then: 'unknown',
  },
  {
    name: 'two policies that share the world between them close it',
    given: aTenant({
      conditionalAccessPolicies: [
        modern,
        aPolicy({
          id: 'inside',
          grantControls: block,
          conditions: { clientAppTypes: legacy, locations: { includeLocations: ['office'] } },
        }),
        aPolicy({
          id: 'outside',
          grantControls: block,
          conditions: {
            clientAppTypes: legacy,
            locations: { includeLocations: ['All'], excludeLocations: ['office'] },
          },
        }),
      ],
      namedLocations: [{ id: 'office' }],
    }),
    then: 'pass',
  },
  {
    name: 'without a licence and without security defaults it is open',
    given: aTenant({ conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: unlicensed('HTTP 403', 'Entra ID P1') },
    then: 'fail',
  },
  {
    name: 'policies that could not be read',
    given: aTenant({ conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
  {
    name: 'whether an account is enabled was not read',
    given: aTenant({ users: [anAccount('ada', { accountEnabled: null })] }),
    then: 'unknown',
    because: /whether some accounts are enabled/,
  },
  {
    name: 'there is nobody who could',
    given: aTenant({ users: [anAccount('gone', { accountEnabled: false })] }),
    then: 'notApplicable',
  },
])
