import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, open } from './fields.ts'

/** Which activation rules (approval, MFA, duration) hold for which role; the policy comes expanded. */
export const roleManagementPolicyAssignments = defineDataset({
  name: 'roleManagementPolicyAssignments',
  title: 'Activation rules of roles: approval, MFA, duration',
  key: ['id'],
  record: z.object({
    id: z.string(),
    policyId: absentOrText,
    roleDefinitionId: absentOrText,
    scopeId: absentOrText,
    scopeType: absentOrText,
    policy: open.extend({ id: absentOrText, rules: z.array(open).nullish() }).nullish(),
  }),
})
export type RoleManagementPolicyAssignment = RecordOf<typeof roleManagementPolicyAssignments>
