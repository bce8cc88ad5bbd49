import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, fieldsOf, lifted, lowered } from './azure.ts'
import { absentOrText } from './fields.ts'

/**
 * A resource that came or went in the last fourteen days; for what is gone this is the only trace besides the
 * activity log (azure.md §2.1). Who did it is said by newer records only; else `correlationId` leads to the log.
 */
export const resourceChanges = defineDataset({
  name: 'resourceChanges',
  title: 'Azure resources made or deleted in the last 14 days',
  key: ['id'],
  prepare: withAttributes,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    resourceGroup: absentOrText,
    targetResourceId: z.string(),
    targetResourceType: absentOrText,
    /** `Create`, `Update` or `Delete`. */
    changeType: absentOrText,
    timestamp: absentOrText,
    correlationId: absentOrText,
    changedBy: absentOrText,
    changedByType: absentOrText,
    clientType: absentOrText,
    operation: absentOrText,
  }),
})
export type ResourceChange = RecordOf<typeof resourceChanges>

function withAttributes(item: unknown): unknown {
  return lifted(item, (change) => ({
    ...fieldsOf(change['changeAttributes']),
    targetResourceId: comparableId(change['targetResourceId']),
    targetResourceType: lowered(change['targetResourceType']),
  }))
}
