import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/** Somebody who holds, or may activate, a role that SCuBA calls highly privileged; groups are already followed. */
export const privilegedUsers = defineDataset({
  name: 'privilegedUsers',
  title: 'People with highly privileged roles, as ScubaGear lists them',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    /** Names of the roles. */
    roles: absentOrTexts,
    /** The id of the account on premises; null is an account of the cloud alone. */
    onPremisesImmutableId: absentOrText,
  }),
})
export type PrivilegedUser = RecordOf<typeof privilegedUsers>
