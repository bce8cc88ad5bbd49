import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/** A group that a policy or a role names, or that could be given a role. */
export const groups = defineDataset({
  name: 'groups',
  title: 'Groups that policies or roles name, and role-assignable groups',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    isAssignableToRole: z.boolean().nullish(),
    securityEnabled: z.boolean().nullish(),
    mailEnabled: z.boolean().nullish(),
    groupTypes: absentOrTexts,
    membershipRule: absentOrText,
    onPremisesSyncEnabled: z.boolean().nullish(),
  }),
})
export type Group = RecordOf<typeof groups>
