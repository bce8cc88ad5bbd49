import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** The per-user MFA switch of one account: disabled, enabled or enforced (identity.md §a.5). */
export const perUserMfaStates = defineDataset({
  name: 'perUserMfaStates',
  title: 'Per-user MFA state',
  key: ['userId'],
  prepare: withUserId,
  record: z.object({ userId: z.string(), perUserMfaState: absentOrText }),
})
export type PerUserMfaState = RecordOf<typeof perUserMfaStates>

/** Read through the list of users, the account's id is `id`. */
function withUserId(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || 'userId' in item) return item
  return { ...item, userId: (item as { id?: unknown }).id }
}
