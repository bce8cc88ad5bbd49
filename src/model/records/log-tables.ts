import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, lifted } from './azure.ts'
import { absentOrText } from './fields.ts'

/** A table of a Log Analytics workspace: how long it can be searched, and how long it is kept in all. */
export const logTables = defineDataset({
  name: 'logTables',
  title: 'Tables of the workspaces that logs are sent to: how long they are kept',
  key: ['id'],
  prepare: ofWorkspace,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    workspaceId: z.string(),
    name: absentOrText,
    /** The workspace that a setting names is not there: what is sent to it is lost. Stands for all its tables. */
    notFound: z.boolean().nullish(),
    /** `Analytics`, `Basic` or `Auxiliary`. */
    plan: absentOrText,
    retentionInDays: z.number().nullish(),
    totalRetentionInDays: z.number().nullish(),
    archiveRetentionInDays: z.number().nullish(),
    /** The table inherits from its workspace. */
    retentionInDaysAsDefault: z.boolean().nullish(),
    totalRetentionInDaysAsDefault: z.boolean().nullish(),
    provisioningState: absentOrText,
  }),
})
export type LogTable = RecordOf<typeof logTables>

function ofWorkspace(item: unknown): unknown {
  return lifted(item, (table) => ({
    workspaceId: comparableId(table['workspaceId'] ?? workspaceOf(table['id'])),
    retentionInDaysAsDefault: flag(table['retentionInDaysAsDefault']),
    totalRetentionInDaysAsDefault: flag(table['totalRetentionInDaysAsDefault']),
  }))
}

function workspaceOf(id: unknown): string | undefined {
  return typeof id === 'string' ? /^(.*)\/tables(\/[^/]*)?$/i.exec(id)?.[1] : undefined
}

/** Azure sends these truth values as the texts "True" and "False" (azure.md §5.2). */
function flag(value: unknown): unknown {
  if (typeof value !== 'string' || !/^(true|false)$/i.test(value)) return value
  return value.toLowerCase() === 'true'
}
