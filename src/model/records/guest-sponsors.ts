import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { directoryObject, withIdAs } from './directory-object.ts'

/** Who answers for a guest: the inviter, unless somebody else was named (identity.md §e.2). */
export const guestSponsors = defineDataset({
  name: 'guestSponsors',
  title: 'Who answers for each guest',
  key: ['userId'],
  prepare: withIdAs('userId'),
  record: z.object({ userId: z.string(), sponsors: z.array(directoryObject) }),
})
export type GuestSponsors = RecordOf<typeof guestSponsors>
