import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

const assignment = z.object({
  principalId: absentOrText,
  /** Null: assigned outside Privileged Identity Management. */
  startDateTime: absentOrText,
  /** Null: without end. */
  endDateTime: absentOrText,
})

const rule = z.object({
  id: absentOrText,
  ruleSource: absentOrText,
  ruleSourceType: absentOrText,
  notificationType: absentOrText,
  notificationRecipients: absentOrTexts,
  setting: z.object({ isApprovalRequired: z.boolean().nullish() }).nullish(),
})

/**
 * A role that SCuBA calls highly privileged, with its active assignments and its activation rules; the rules of
 * groups that carry the role through Privileged Identity Management stand among its own.
 */
export const privilegedRoles = defineDataset({
  name: 'privilegedRoles',
  title: 'Highly privileged roles with their assignments and activation rules, as ScubaGear lists them',
  key: ['id'],
  record: z.object({
    /** Its place in the list: one role may stand there twice. */
    id: z.string(),
    roleTemplateId: absentOrText,
    displayName: absentOrText,
    assignments: z.array(assignment).nullish(),
    rules: z.array(rule).nullish(),
  }),
})
export type PrivilegedRole = RecordOf<typeof privilegedRoles>
