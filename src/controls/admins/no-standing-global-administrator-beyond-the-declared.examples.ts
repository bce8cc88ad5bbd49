import { denied, unlicensed } from '#model/coverage.ts'
import {
  aDeclaration,
  aForeignAssignment,
  aForeignGroup,
  aGroup,
  aGroupAssignment,
  anAccount,
  aRoleAssignment,
  aScheduleInstance,
  aTenant,
  defineExamples,
  GLOBAL_READER,
  type TenantRecords,
  theDecisions,
} from '../../../test/builders/index.ts'
import { noStandingGlobalAdministratorBeyondTheDeclared } from './no-standing-global-administrator-beyond-the-declared.ts'

const standing = (...ids: string[]): TenantRecords => ({
  users: ids.map((id) => anAccount(id)),
  roleAssignments: ids.map((id) => aRoleAssignment(id)),
  roleAssignmentScheduleInstances: ids.map((id) => aScheduleInstance(id)),
})
const declared = (...declarations: ReturnType<typeof aDeclaration>[]) => theDecisions({ declarations })
const breakGlass = aDeclaration('break-glass', 'Ada@Contoso.example')
const limit = (number: string) => aDeclaration('admin-limit', number)

export const examples = defineExamples(noStandingGlobalAdministratorBeyondTheDeclared, [
  {
    name: 'only the declared break-glass account stands',
    given: aTenant(standing('ada')),
    decisions: declared(breakGlass),
    then: 'pass',
  },
  {
    name: 'an account declared by its id is break-glass too',
    given: aTenant(standing('ada')),
    decisions: declared(aDeclaration('break-glass', 'ADA')),
    then: 'pass',
  },
  {
    name: 'nobody is declared: everybody who stands is named, with the way to declare',
    given: aTenant(standing('ada')),
    then: 'fail',
    subjects: ['ada'],
    severity: 'critical',
    because: /Nobody has declared/,
  },
  {
    name: 'as many as declared may stand',
    given: aTenant(standing('ada', 'bob')),
    decisions: declared(breakGlass, limit('1')),
    then: 'pass',
  },
  {
    name: 'over the limit all of them are named, since no tool can choose',
    given: aTenant(standing('ada', 'bob', 'eve')),
    decisions: declared(breakGlass, limit('1')),
    then: 'fail',
    subjects: ['bob', 'eve'],
  },
  {
    name: 'the latest limit counts',
    given: aTenant(standing('ada')),
    decisions: declared({ ...limit('0'), at: '2026-03-01T00:00:00Z' }, limit('5')),
    then: 'fail',
  },
  {
    name: 'an activated role does not stand',
    given: aTenant({
      ...standing('ada'),
      roleAssignmentScheduleInstances: [
        aScheduleInstance('ada', { assignmentType: 'Activated', endDateTime: '2026-06-01T08:00:00Z' }),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'an assignment with an end does not stand',
    given: aTenant({
      ...standing('ada'),
      roleAssignmentScheduleInstances: [aScheduleInstance('ada', { endDateTime: '2026-07-01T00:00:00Z' })],
    }),
    then: 'pass',
  },
  {
    name: 'an end that was not read leaves it open',
    given: aTenant({
      ...standing('ada'),
      roleAssignmentScheduleInstances: [
        {
          id: 'i',
          principalId: 'ada',
          roleDefinitionId: aRoleAssignment().roleDefinitionId,
          assignmentType: 'Assigned',
        },
      ],
    }),
    then: 'unknown',
    because: /end of some/,
  },
  {
    name: 'without the licence for activation every assignment stands',
    given: aTenant({ ...standing('ada'), roleAssignmentScheduleInstances: [] }),
    coverage: { roleAssignmentScheduleInstances: unlicensed('HTTP 400', 'Entra ID P2') },
    then: 'fail',
    subjects: ['ada'],
  },
  {
    name: 'refused instances cannot show that an assignment has no end',
    given: aTenant({ ...standing('ada'), roleAssignmentScheduleInstances: [] }),
    coverage: {
      roleAssignmentScheduleInstances: denied('HTTP 403', ['RoleAssignmentSchedule.Read.Directory']),
    },
    then: 'unknown',
    because: /RoleAssignmentSchedule\.Read\.Directory/,
  },
  {
    name: 'members of a group stand with it',
    given: aTenant({
      ...standing('ada', 'bob'),
      roleAssignments: [aGroupAssignment('admins')],
      roleAssignmentScheduleInstances: [aScheduleInstance('admins')],
      groupMembers: [aGroup('admins', ['ada', 'bob'])],
    }),
    decisions: declared(breakGlass),
    then: 'fail',
    subjects: ['bob'],
  },
  {
    name: 'the members of a group are not known',
    given: aTenant({ roleAssignments: [aGroupAssignment('admins')] }),
    then: 'unknown',
    because: /members are not known/,
  },
  {
    name: 'a limit is not proven kept while members are not known',
    given: aTenant({
      ...standing('bob'),
      roleAssignments: [aRoleAssignment('bob'), aGroupAssignment('admins')],
    }),
    decisions: declared(limit('1')),
    then: 'unknown',
    because: /limit/,
  },
  {
    name: "a partner's group stands and is beyond any limit",
    given: aTenant({
      ...standing('bob'),
      roleAssignments: [aRoleAssignment('bob'), aForeignAssignment()],
      groupMembers: [aForeignGroup('fabrikam-helpdesk')],
    }),
    decisions: declared(limit('5')),
    then: 'fail',
    subjects: ['fabrikam-helpdesk'],
  },
  {
    name: 'a service principal is beyond any limit',
    given: aTenant({
      roleAssignments: [
        aRoleAssignment('backup-app', {
          principal: { '@odata.type': '#microsoft.graph.servicePrincipal', displayName: 'Backup' },
        }),
      ],
    }),
    decisions: declared(limit('5')),
    then: 'fail',
    subjects: ['backup-app'],
  },
  {
    name: 'a member whose name was not read may be the declared account',
    given: aTenant({
      users: [],
      roleAssignments: [aGroupAssignment('admins')],
      groupMembers: [aGroup('admins', ['ada'])],
    }),
    decisions: declared(breakGlass),
    then: 'unknown',
    because: /may be a declared break-glass/,
  },
  {
    name: 'nobody is Global Administrator',
    given: aTenant({ roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: GLOBAL_READER })] }),
    then: 'notApplicable',
    because: /nobody holds/,
  },
])
