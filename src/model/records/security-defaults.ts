import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** Whether security defaults are on. One record. */
export const identitySecurityDefaultsEnforcementPolicy = defineDataset({
  name: 'identitySecurityDefaultsEnforcementPolicy',
  title: 'Security defaults: on or off',
  key: ['id'],
  record: z.object({ id: z.string(), displayName: absentOrText, isEnabled: z.boolean().nullish() }),
})
export type IdentitySecurityDefaultsEnforcementPolicy = RecordOf<
  typeof identitySecurityDefaultsEnforcementPolicy
>
