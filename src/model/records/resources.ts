import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { lifted, lowered, textOrNone } from './azure.ts'
import { absentOrOpen, absentOrText } from './fields.ts'

/** A resource of Azure, as far as its kind, size and place say something (azure.md §2.1, §2.4). */
export const resources = defineDataset({
  name: 'resources',
  title: 'Azure resources: kind, place, size, tags and identity',
  key: ['id'],
  prepare: comparable,
  record: z.object({
    id: z.string(),
    subscriptionId: z.string(),
    name: absentOrText,
    type: absentOrText,
    kind: absentOrText,
    location: absentOrText,
    resourceGroup: absentOrText,
    /** Set for what another resource made, such as the machines of a cluster. */
    managedBy: absentOrText,
    /** Stays open: every type has its own; `capacity` is the number of machines of a scale set. */
    sku: absentOrOpen,
    vmSize: absentOrText,
    /** Only some types say when they were made. */
    timeCreated: absentOrText,
    /** Storage accounts: whether what is written there can be changed or deleted (azure.md §5.2). */
    immutableStorage: absentOrOpen,
    identity: z.looseObject({ type: absentOrText, principalId: absentOrText }).nullish(),
    tags: absentOrOpen,
  }),
})
export type Resource = RecordOf<typeof resources>

function comparable(item: unknown): unknown {
  return lifted(item, ({ type, kind, managedBy, vmSize, timeCreated }) => ({
    type: lowered(type),
    kind: textOrNone(kind),
    managedBy: textOrNone(managedBy),
    vmSize: textOrNone(vmSize),
    timeCreated: textOrNone(timeCreated),
  }))
}
