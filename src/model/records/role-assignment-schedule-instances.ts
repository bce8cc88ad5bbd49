import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** An active assignment as Privileged Identity Management sees it: assigned or activated, and until when. */
export const roleAssignmentScheduleInstances = defineDataset({
  name: 'roleAssignmentScheduleInstances',
  title: 'Active role assignments with their start and end (Privileged Identity Management)',
  key: ['id'],
  record: z.object({
    id: z.string(),
    principalId: z.string(),
    roleDefinitionId: z.string(),
    directoryScopeId: absentOrText,
    assignmentType: absentOrText,
    memberType: absentOrText,
    startDateTime: absentOrText,
    endDateTime: absentOrText,
    roleAssignmentOriginId: absentOrText,
  }),
})
export type RoleAssignmentScheduleInstance = RecordOf<typeof roleAssignmentScheduleInstances>
