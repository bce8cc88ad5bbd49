import { denied, partial } from '#model/coverage.ts'
import {
  aDeclaration,
  aForeignAssignment,
  aGroup,
  aGroupAssignment,
  aGuest,
  aMethod,
  anAccount,
  anEligibility,
  aPolicy,
  aRoleAssignment,
  aStrengthPolicy,
  aTenant,
  certificates,
  DIRECTORY_READERS,
  defineExamples,
  GLOBAL_ADMINISTRATOR,
  type TenantRecords,
  theDecisions,
  USER_ADMINISTRATOR,
} from '../../../test/builders/index.ts'
import { phishingResistantMfaOnEveryAdministrator } from './phishing-resistant-mfa-on-every-administrator.ts'

/** Ada is Global Administrator with a security key, and a policy demands it. */
const withAdmin = (records: TenantRecords = {}) =>
  aTenant({
    conditionalAccessPolicies: [aStrengthPolicy()],
    roleAssignments: [aRoleAssignment()],
    ...records,
  })
const weak = [aMethod('ada', ['microsoftAuthenticator', 'phone'])]
const forRole = aStrengthPolicy({ conditions: { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } } })

export const examples = defineExamples(phishingResistantMfaOnEveryAdministrator, [
  { name: 'an administrator with a security key that is demanded', given: withAdmin(), then: 'pass' },
  {
    name: 'a Global Administrator with phone and app only is critical',
    given: withAdmin({ authenticationMethods: weak }),
    then: 'fail',
    subjects: ['ada'],
    severity: 'critical',
  },
  {
    name: 'a lesser administrator with phone and app only is high',
    given: withAdmin({
      authenticationMethods: weak,
      roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: USER_ADMINISTRATOR })],
    }),
    then: 'fail',
    severity: 'high',
  },
  {
    name: 'an eligible administrator is one',
    given: withAdmin({
      authenticationMethods: weak,
      roleAssignments: [],
      roleEligibilityScheduleInstances: [anEligibility()],
    }),
    then: 'fail',
    severity: 'critical',
  },
  {
    name: 'an administrator through a group is one',
    given: withAdmin({
      authenticationMethods: weak,
      roleAssignments: [aGroupAssignment('admins')],
      groupMembers: [aGroup('admins', ['ada'])],
    }),
    then: 'fail',
    subjects: ['ada'],
  },
  {
    name: 'Windows Hello counts',
    given: withAdmin({ authenticationMethods: [aMethod('ada', ['windowsHelloForBusiness'])] }),
    then: 'pass',
  },
  {
    name: 'a registered key that nothing demands is a medium matter',
    given: withAdmin({ conditionalAccessPolicies: [aPolicy()] }),
    then: 'fail',
    subjects: ['ada'],
    severity: 'medium',
    because: /nothing demands/,
  },
  {
    name: 'a policy for the role meets its eligible holder only once activated, a minor matter',
    given: withAdmin({
      conditionalAccessPolicies: [forRole],
      roleAssignments: [],
      roleEligibilityScheduleInstances: [anEligibility()],
    }),
    then: 'fail',
    severity: 'low',
    because: /until it activates its role/,
  },
  {
    name: 'a policy for everybody covers an eligible holder at all times',
    given: withAdmin({
      roleAssignments: [],
      roleEligibilityScheduleInstances: [anEligibility()],
    }),
    then: 'pass',
  },
  {
    name: 'a policy that leaves the role out loses its eligible holder once activated',
    given: withAdmin({
      conditionalAccessPolicies: [
        aStrengthPolicy({
          conditions: { users: { includeUsers: ['All'], excludeRoles: [GLOBAL_ADMINISTRATOR] } },
        }),
      ],
      roleAssignments: [],
      roleEligibilityScheduleInstances: [anEligibility()],
    }),
    then: 'fail',
    severity: 'medium',
    because: /once it activates its role/,
  },
  {
    name: 'a policy for the role leaves out who holds it for a part of the directory',
    given: withAdmin({
      conditionalAccessPolicies: [forRole],
      roleAssignments: [aRoleAssignment('ada', { directoryScopeId: '/administrativeUnits/paris' })],
    }),
    then: 'fail',
    severity: 'medium',
  },
  {
    name: 'a demand under conditions leaves the rest open',
    given: withAdmin({
      conditionalAccessPolicies: [
        aStrengthPolicy({ conditions: { platforms: { includePlatforms: ['windows'] } } }),
      ],
    }),
    then: 'fail',
    because: /more than one factor everywhere/,
  },
  {
    name: 'certificates never show per person',
    given: withAdmin({ authenticationMethods: weak, authenticationMethodsPolicy: [certificates('enabled')] }),
    then: 'unknown',
    because: /certificate/,
  },
  {
    name: 'whether certificates are allowed was not read',
    given: withAdmin({ authenticationMethods: weak, authenticationMethodsPolicy: [] }),
    then: 'unknown',
    because: /authenticationMethodsPolicy/,
  },
  {
    name: 'the methods of an administrator were not read',
    given: withAdmin({ authenticationMethods: [] }),
    then: 'unknown',
    because: /methods of some administrators/,
  },
  {
    name: 'a method of a later version could be resistant',
    given: withAdmin({ authenticationMethods: [aMethod('ada', ['telepathy'])] }),
    then: 'unknown',
  },
  {
    name: 'a role without administrative power asks for nothing',
    given: withAdmin({
      authenticationMethods: weak,
      roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: DIRECTORY_READERS })],
    }),
    then: 'notApplicable',
    because: /no account of this organisation/,
  },
  {
    name: 'a custom role whose power nobody labelled',
    given: withAdmin({ roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: 'custom-role' })] }),
    then: 'unknown',
    because: /custom-role/,
  },
  {
    name: 'a disabled administrator cannot sign in',
    given: withAdmin({ users: [anAccount('ada', { accountEnabled: false })], authenticationMethods: weak }),
    then: 'notApplicable',
  },
  {
    name: 'a declared break-glass account may be left out of the policy',
    given: withAdmin({ conditionalAccessPolicies: [aPolicy()] }),
    decisions: theDecisions({ declarations: [aDeclaration('break-glass', 'ADA@contoso.example')] }),
    then: 'pass',
  },
  {
    name: 'a declared break-glass account needs a key all the same',
    given: withAdmin({ authenticationMethods: weak }),
    decisions: theDecisions({ declarations: [aDeclaration('break-glass', 'ada')] }),
    then: 'fail',
    severity: 'critical',
  },
  {
    name: 'a guest administrator is judged by the demand alone',
    given: withAdmin({
      users: [aGuest()],
      roleAssignments: [aRoleAssignment('guest')],
      authenticationMethods: [],
    }),
    then: 'pass',
  },
  {
    name: 'the members of a group that holds a role are not known',
    given: withAdmin({ roleAssignments: [aRoleAssignment(), aGroupAssignment('admins')] }),
    then: 'unknown',
    because: /members are not known/,
  },
  {
    name: "a partner's group is the matter of another control, and is mentioned",
    given: withAdmin({ roleAssignments: [aRoleAssignment(), aForeignAssignment()] }),
    then: 'pass',
    because: /1 groups of other organisations/,
  },
  {
    name: 'policies that were refused cannot prove that nothing demands it',
    given: withAdmin({ conditionalAccessPolicies: [] }),
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
  {
    name: 'a method that is missing is proven while policies were refused',
    given: withAdmin({ conditionalAccessPolicies: [], authenticationMethods: weak }),
    coverage: { conditionalAccessPolicies: partial('stopped') },
    then: 'fail',
    subjects: ['ada'],
  },
])
