import { createHash } from 'node:crypto'
import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { asText, rowReader } from './columns.ts'
import { absentOrText } from './fields.ts'

const COLUMNS = ['name', 'tenantId', 'domain', 'objectId', 'person', 'from', 'until'] as const

const absentOrDay = z.iso.date({ error: 'write the day as 2026-12-31' }).nullish()

/**
 * The people through whom a partner works here, as the partner says: logs name accounts of another tenant by their
 * ids and nothing else (logs.md §0.3). A row stands for one account over some days.
 */
export const partnerRoster = defineDataset({
  name: 'partnerRoster',
  title: 'The people of partners, by the ids of their accounts, as the partners list them',
  key: ['id'],
  columns: COLUMNS,
  notCollected:
    'it is a list that the partner gives you: keyward partners --roster FILE.csv, or --input with partnerRoster.csv',
  prepare: fromRow,
  record: z.object({
    /** Of whose account and which days: one person may come and go and come back. */
    id: z.string(),
    /** The partner's name, for the reader. */
    name: absentOrText,
    tenantId: z.guid('write the GUID of the partner’s tenant').toLowerCase().nullish(),
    domain: z.string().toLowerCase().nullish(),
    objectId: z.guid('write the GUID of the account in the partner’s tenant').toLowerCase(),
    person: z.string().min(1),
    /** Days, both of them included; without one, open at that end. */
    from: absentOrDay,
    until: absentOrDay,
  }),
})
export type RosterEntry = RecordOf<typeof partnerRoster>

const readRow = rowReader(['id', ...COLUMNS], (_field, cell) => asText(cell))

function fromRow(row: unknown): unknown {
  const read = readRow(row)
  return typeof read === 'object' && read !== null ? { id: idOf(read), ...read } : read
}

/** The same row gives the same id, whichever file it stands in. */
function idOf(row: Partial<Record<string, unknown>>): string {
  const { name, tenantId, domain, objectId, from, until } = row
  const said = [tenantId ?? domain ?? name, objectId, from, until]
  const text = JSON.stringify(said.map((value) => String(value ?? '').toLowerCase()))
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
