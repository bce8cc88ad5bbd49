import {
  anAssignment,
  aPrivilegedRole,
  aScheduleInstance,
  defineRequirementExamples,
  noP2,
  p2,
} from '../../../test/builders/index.ts'
import { rolesAssignedThroughPim } from './7.5-roles-assigned-through-pim.ts'

export const examples = defineRequirementExamples(rolesAssignedThroughPim, [
  {
    name: 'every assignment has a start',
    given: { privilegedRoles: [aPrivilegedRole()], servicePlans: p2 },
    then: 'pass',
  },
  {
    name: 'one has none',
    given: {
      privilegedRoles: [aPrivilegedRole({ assignments: [anAssignment({ startDateTime: null })] })],
      servicePlans: p2,
    },
    then: 'fail',
    because: /outside of it/,
  },
  {
    name: 'Graph’s instances say the same',
    given: {
      roleAssignmentScheduleInstances: [aScheduleInstance('ada', { startDateTime: null })],
      servicePlans: p2,
    },
    then: 'fail',
  },
  {
    name: 'without the licence there is no other way',
    given: { privilegedRoles: [aPrivilegedRole()], servicePlans: noP2 },
    then: 'fail',
    because: /Entra ID P2/,
  },
  {
    name: 'the start of one was not read',
    given: {
      privilegedRoles: [aPrivilegedRole({ assignments: [{ principalId: 'ada' }] })],
      servicePlans: p2,
    },
    then: 'unknown',
    because: /start was not read/,
  },
])
