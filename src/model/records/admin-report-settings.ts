import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'

/** Whether usage reports hide who is who. One record. */
export const adminReportSettings = defineDataset({
  name: 'adminReportSettings',
  title: 'Usage reports: names shown or concealed',
  key: ['id'],
  prepare: withId,
  record: z.object({ id: z.string(), displayConcealedNames: z.boolean().nullish() }),
})
export type AdminReportSettings = RecordOf<typeof adminReportSettings>

/** A singleton to which Microsoft gives no id. */
function withId(item: unknown): unknown {
  return typeof item === 'object' && item !== null ? { ...item, id: 'adminReportSettings' } : item
}
