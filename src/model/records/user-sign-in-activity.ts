import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/**
 * When an account signed in last. The dates lag by up to a day, and an account that never signed in has none;
 * `lastSuccessfulSignInDateTime` exists since December 2023 and was not filled in for earlier (identity.md §b.5).
 */
export const userSignInActivity = defineDataset({
  name: 'userSignInActivity',
  title: 'When each account signed in last',
  key: ['id'],
  prepare: flattened,
  record: z.object({
    id: z.string(),
    lastSignInDateTime: absentOrText,
    lastNonInteractiveSignInDateTime: absentOrText,
    lastSuccessfulSignInDateTime: absentOrText,
  }),
})
export type UserSignInActivity = RecordOf<typeof userSignInActivity>

const never = {
  lastSignInDateTime: null,
  lastNonInteractiveSignInDateTime: null,
  lastSuccessfulSignInDateTime: null,
}

/** Microsoft nests the dates in `signInActivity`; null there says that there is none of them. */
function flattened(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || !('signInActivity' in item)) return item
  const { signInActivity, ...account } = item
  return { ...account, ...(signInActivity === null ? never : (signInActivity as object)) }
}
