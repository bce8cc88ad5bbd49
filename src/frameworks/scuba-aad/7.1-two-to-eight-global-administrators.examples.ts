import { denied } from '#model/coverage.ts'
import {
  aForeignAssignment,
  aForeignGroup,
  aGroup,
  aGroupAssignment,
  anAccount,
  anEligibility,
  aPrivilegedUser,
  aRoleAssignment,
  CONTOSO,
  defineRequirementExamples,
} from '../../../test/builders/index.ts'
import { twoToEightGlobalAdministrators } from './7.1-two-to-eight-global-administrators.ts'

const graph = {
  organization: [{ id: CONTOSO }],
  users: ['ada', 'bob', 'cy'].map((id) => anAccount(id)),
}

export const examples = defineRequirementExamples(twoToEightGlobalAdministrators, [
  {
    name: 'two Global Administrators',
    given: { privilegedUsers: [aPrivilegedUser('ada'), aPrivilegedUser('bob')] },
    then: 'pass',
  },
  {
    name: 'one alone',
    given: {
      privilegedUsers: [aPrivilegedUser('ada'), aPrivilegedUser('bob', { roles: ['User Administrator'] })],
    },
    then: 'fail',
    because: /Fewer than 2/,
  },
  {
    name: 'nine',
    given: { privilegedUsers: [...'abcdefghi'].map((id) => aPrivilegedUser(id)) },
    then: 'fail',
    because: /More than 8/,
  },
  {
    name: 'Graph’s assignments, the eligible ones and groups included',
    given: {
      ...graph,
      roleAssignments: [aRoleAssignment('ada'), aGroupAssignment('team')],
      roleEligibilityScheduleInstances: [anEligibility('bob')],
      groupMembers: [aGroup('team', ['cy'])],
    },
    then: 'pass',
  },
  {
    name: 'a group of a partner holds the role, nobody knows how many people',
    given: {
      ...graph,
      roleAssignments: [aRoleAssignment('ada'), aForeignAssignment()],
      roleEligibilityScheduleInstances: [],
      groupMembers: [aForeignGroup('fabrikam-helpdesk')],
    },
    then: 'unknown',
    because: /another organisation/,
  },
  {
    name: 'eligible assignments were refused: there may be more',
    given: {
      ...graph,
      roleAssignments: [aRoleAssignment('ada')],
      roleEligibilityScheduleInstances: [],
      groupMembers: [],
    },
    coverage: {
      roleEligibilityScheduleInstances: denied('HTTP 403', ['RoleEligibilitySchedule.Read.Directory']),
    },
    then: 'unknown',
  },
])
