import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { lifted } from './azure.ts'
import { absentOrText, texts } from './fields.ts'

/** An administrator from before role assignments; the roles are retired, and whoever is left has too much. */
export const classicAdministrators = defineDataset({
  name: 'classicAdministrators',
  title: 'Classic administrators of subscriptions, a retired kind of access',
  key: ['id'],
  prepare: withRoles,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    emailAddress: absentOrText,
    roles: texts,
  }),
})
export type ClassicAdministrator = RecordOf<typeof classicAdministrators>

/** One text may hold two roles, joined by a semicolon (azure.md §3.2). */
function withRoles(item: unknown): unknown {
  return lifted(item, ({ role, roles }) => ({
    roles: typeof role === 'string' ? role.split(';').map((one) => one.trim()) : roles,
  }))
}
