import { denied, unlicensed } from '#model/coverage.ts'
import {
  aDeclaration,
  aGroup,
  anAccount,
  aPolicy,
  aRoleAssignment,
  aSyncAccount,
  aTenant,
  CONTOSO,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  defineExamples,
  securityDefaults,
  theDecisions,
} from '../../../test/builders/index.ts'
import { deviceCodeFlowClosed } from './device-code-flow-closed.ts'

type Users = Record<string, readonly string[]>
const blocking = (users: Users = {}, changes: Parameters<typeof aPolicy>[0] = {}) =>
  aPolicy({
    id: 'no-device-code',
    displayName: 'Block device code',
    grantControls: { operator: 'OR', builtInControls: ['block'] },
    ...changes,
    conditions: {
      users: { includeUsers: ['All'], ...users },
      authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      ...changes.conditions,
    },
  })
const withPolicies = (...conditionalAccessPolicies: ReturnType<typeof aPolicy>[]) =>
  aTenant({ conditionalAccessPolicies })
const room = [anAccount(), anAccount('room')]
const roomExcepted = {
  users: room,
  conditionalAccessPolicies: [aPolicy(), blocking({ excludeUsers: ['room'] })],
}
const withDefaults = (createdDateTime: string | null) =>
  aTenant({
    conditionalAccessPolicies: [],
    identitySecurityDefaultsEnforcementPolicy: securityDefaults(true),
    organization: [{ id: CONTOSO, createdDateTime }],
  })

export const examples = defineExamples(deviceCodeFlowClosed, [
  {
    name: 'a policy that blocks the flow for everybody',
    given: withPolicies(aPolicy(), blocking()),
    then: 'pass',
  },
  {
    name: 'MFA alone is answered by the victim',
    given: aTenant(),
    then: 'fail',
    subjects: [CONTOSO],
    because: /1 account can sign in by device code.*ada@/,
  },
  {
    name: 'a block for one group leaves the others open, and they are one finding',
    given: aTenant({
      users: [anAccount(), anAccount('bob'), anAccount('carl'), anAccount('dora'), anAccount('eve')],
      conditionalAccessPolicies: [aPolicy(), blocking({ includeUsers: [], includeGroups: ['sales'] })],
      groupMembers: [aGroup('sales', ['ada'])],
    }),
    then: 'fail',
    subjects: [CONTOSO],
    because: /4 accounts .*and others/,
  },
  {
    name: 'a block that spares trusted places is open there',
    given: aTenant({
      conditionalAccessPolicies: [
        aPolicy(),
        blocking(
          {},
          { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['office'] } } },
        ),
      ],
      namedLocations: [
        {
          id: 'office',
          '@odata.type': '#microsoft.graph.ipNamedLocation',
          isTrusted: true,
          ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
        },
      ],
    }),
    then: 'fail',
  },
  {
    name: 'report-only blocks nobody',
    given: withPolicies(aPolicy(), blocking({}, { state: 'enabledForReportingButNotEnforced' })),
    then: 'fail',
  },
  {
    name: 'where only an exception remains, somebody has to look at it',
    given: aTenant(roomExcepted),
    then: 'needsReview',
    subjects: ['room'],
    because: /"Block device code" leaves it out/,
  },
  {
    name: 'an exception that is declared is expected',
    given: aTenant(roomExcepted),
    decisions: theDecisions({ declarations: [aDeclaration('service-account', 'room@contoso.example')] }),
    then: 'pass',
    because: /1 declared/,
  },
  {
    name: 'an exception without a known name may be the declared one',
    given: aTenant({ ...roomExcepted, users: [anAccount(), anAccount('room', { userPrincipalName: null })] }),
    decisions: theDecisions({ declarations: [aDeclaration('service-account', 'room@contoso.example')] }),
    then: 'unknown',
    because: /may be declared/,
  },
  {
    name: 'directory synchronisation is expected to be left out',
    given: aTenant({
      users: [anAccount(), aSyncAccount()],
      conditionalAccessPolicies: [aPolicy(), blocking({ excludeUsers: ['sync'] })],
      roleAssignments: [aRoleAssignment('sync', { roleDefinitionId: DIRECTORY_SYNCHRONIZATION_ACCOUNTS })],
    }),
    then: 'pass',
  },
  {
    name: 'security defaults block it in tenants made since July 2026',
    given: withDefaults('2026-07-02T00:00:00Z'),
    then: 'pass',
  },
  {
    name: 'and not in older ones',
    given: withDefaults('2019-11-01T00:00:00Z'),
    then: 'fail',
  },
  {
    name: 'when the tenant was made was not read',
    given: withDefaults(null),
    then: 'unknown',
  },
  {
    name: 'a group that was not read may hold anybody',
    given: withPolicies(aPolicy(), blocking({ excludeGroups: ['somebody'] })),
    then: 'unknown',
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
    name: 'there is nobody who could',
    given: aTenant({
      users: [anAccount('gone', { accountEnabled: false })],
      conditionalAccessPolicies: [blocking()],
    }),
    then: 'notApplicable',
  },
])
