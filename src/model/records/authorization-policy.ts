import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen, absentOrText, absentOrTexts } from './fields.ts'

/** What members and guests may do by default. One record. */
export const authorizationPolicy = defineDataset({
  name: 'authorizationPolicy',
  title: 'Authorization policy: guest rights, who may invite, self-service password reset of administrators',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    allowInvitesFrom: absentOrText,
    allowedToUseSSPR: z.boolean().nullish(),
    allowEmailVerifiedUsersToJoinOrganization: z.boolean().nullish(),
    guestUserRoleId: absentOrText,
    defaultUserRolePermissions: absentOrOpen,
    /** Where beta keeps what v1.0 has in `defaultUserRolePermissions.permissionGrantPoliciesAssigned`. */
    permissionGrantPolicyIdsAssignedToDefaultUserRole: absentOrTexts,
  }),
})
export type AuthorizationPolicy = RecordOf<typeof authorizationPolicy>
