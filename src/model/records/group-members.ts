import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/**
 * Members of one group, in parts as they were paged, and long parts in slices: a record of a hundred thousand
 * characters is more than a column store likes to hold two thousand of. A group is known only when the part with `last` is there:
 * a referenced group without it is unknown, never empty. `notFound`: the group answers 404, which is how the
 * group of a partner's tenant looks from here (identity.md §0.1 fact 2).
 */
export const groupMembers = defineDataset({
  name: 'groupMembers',
  title: 'Members of the groups that policies or roles name, nested ones included',
  key: ['groupId', 'part', 'slice'],
  prepare: withPart,
  record: z.object({
    groupId: z.string(),
    part: z.number().int().nonnegative(),
    /** Which of the part's slices this is, and how many there are. */
    slice: z.number().int().nonnegative(),
    slices: z.number().int().positive(),
    last: z.boolean(),
    notFound: z.boolean().nullish(),
    /** The list was read with nested members: groups inside it need no rows of their own. */
    transitive: z.boolean().nullish(),
    members: z.array(
      z.object({
        id: z.string(),
        '@odata.type': absentOrText,
        displayName: absentOrText,
        userPrincipalName: absentOrText,
      }),
    ),
  }),
})
export type GroupMembers = RecordOf<typeof groupMembers>

/** An exported file gives each group whole: one part, the last. */
function withPart(item: unknown): unknown {
  return typeof item === 'object' && item !== null
    ? { part: 0, slice: 0, slices: 1, last: true, ...item }
    : item
}
