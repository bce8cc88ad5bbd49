import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { fieldsOf, lifted } from './azure.ts'
import { absentOrText } from './fields.ts'

/** A Log Analytics workspace. Its tables inherit `retentionInDays` unless they have their own (azure.md §5.3). */
export const logWorkspaces = defineDataset({
  name: 'logWorkspaces',
  title: 'Log Analytics workspaces: how long they keep by default, and how much a day',
  key: ['id'],
  prepare: withPlan,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    name: absentOrText,
    location: absentOrText,
    /** The id under which a workspace is queried. */
    customerId: absentOrText,
    sku: absentOrText,
    retentionInDays: z.number().nullish(),
    /** From here on nothing more is taken in for the rest of the day; -1 is no limit. */
    dailyQuotaGb: z.number().nullish(),
    immediatePurgeDataOn30Days: z.boolean().nullish(),
    publicNetworkAccessForQuery: absentOrText,
    publicNetworkAccessForIngestion: absentOrText,
    provisioningState: absentOrText,
  }),
})
export type LogWorkspace = RecordOf<typeof logWorkspaces>

function withPlan(item: unknown): unknown {
  return lifted(item, ({ sku, workspaceCapping, features, dailyQuotaGb, immediatePurgeDataOn30Days }) => ({
    sku: fieldsOf(sku)['name'] ?? sku,
    dailyQuotaGb: fieldsOf(workspaceCapping)['dailyQuotaGb'] ?? dailyQuotaGb,
    immediatePurgeDataOn30Days:
      fieldsOf(features)['immediatePurgeDataOn30Days'] ?? immediatePurgeDataOn30Days,
  }))
}
