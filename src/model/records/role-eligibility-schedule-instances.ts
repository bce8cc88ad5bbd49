import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'
import { expandedPrincipal } from './role-assignments.ts'

/** A role that its holder may activate (Privileged Identity Management). */
export const roleEligibilityScheduleInstances = defineDataset({
  name: 'roleEligibilityScheduleInstances',
  title: 'Roles that people may activate (eligible assignments)',
  key: ['id'],
  record: z.object({
    id: z.string(),
    principalId: z.string(),
    roleDefinitionId: z.string(),
    directoryScopeId: absentOrText,
    memberType: absentOrText,
    startDateTime: absentOrText,
    endDateTime: absentOrText,
    /** With `$expand=principal`; without it nothing tells a foreign group from an own one that was deleted. */
    principal: expandedPrincipal.nullish(),
  }),
})
export type RoleEligibilityScheduleInstance = RecordOf<typeof roleEligibilityScheduleInstances>
