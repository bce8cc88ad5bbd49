import {
  anAssignment,
  aPrivilegedRole,
  aScheduleInstance,
  declared,
  defineRequirementExamples,
  GLOBAL_READER,
  noP2,
  p2,
} from '../../../test/builders/index.ts'
import { noPermanentAssignments } from './7.4-no-permanent-assignments.ts'

const permanent = aPrivilegedRole({ assignments: [anAssignment({ endDateTime: null })] })

export const examples = defineRequirementExamples(noPermanentAssignments, [
  {
    name: 'every assignment has an end',
    given: { privilegedRoles: [aPrivilegedRole()], servicePlans: p2 },
    then: 'pass',
  },
  {
    name: 'one has none',
    given: { privilegedRoles: [permanent], servicePlans: p2 },
    then: 'fail',
    because: /ada holds Global Administrator without end/,
  },
  {
    name: 'its holder is declared',
    given: { privilegedRoles: [permanent], servicePlans: p2 },
    statements: declared('MS.AAD.7.4v1', 'user', 'ada', 'role'),
    then: 'pass',
  },
  {
    name: 'its holder is declared as a group',
    given: { privilegedRoles: [permanent], servicePlans: p2 },
    statements: declared('MS.AAD.7.4v1', 'group', 'ada', 'role'),
    then: 'pass',
  },
  {
    name: 'an exclusion from Conditional Access is another matter',
    given: { privilegedRoles: [permanent], servicePlans: p2 },
    statements: declared('MS.AAD.7.4v1', 'user', 'ada'),
    then: 'fail',
  },
  {
    name: 'without the licence assignments cannot end',
    given: { privilegedRoles: [aPrivilegedRole()], servicePlans: noP2 },
    then: 'fail',
    because: /Entra ID P2/,
  },
  {
    name: 'Graph’s instances say the same',
    given: { roleAssignmentScheduleInstances: [aScheduleInstance('ada')], servicePlans: p2 },
    then: 'fail',
  },
  {
    name: 'a role that is not highly privileged may be held without end',
    given: {
      roleAssignmentScheduleInstances: [
        aScheduleInstance('ada', { endDateTime: '2026-12-31T00:00:00Z' }),
        aScheduleInstance('bob', { roleDefinitionId: GLOBAL_READER }),
      ],
      servicePlans: p2,
    },
    then: 'pass',
  },
  {
    name: 'nobody asked for the licences',
    given: { privilegedRoles: [aPrivilegedRole()] },
    then: 'unknown',
    because: /servicePlans/,
  },
])
