/**
 * The relationships that the customer copies from the admin centre. They are what somebody says, not what was
 * collected, so they lie with the decisions and stand beside every snapshot that has none of its own.
 */
import { tableOf } from '#imports/csv/table.ts'
import { complete, partial } from '#model/coverage.ts'
import { type DatasetRecord, datasetOf } from '#model/datasets.ts'
import type { Decisions, PartnerRegisterCopy } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import { openInput } from '#store/input/source.ts'
import { bytesOf } from '#store/input/text.ts'
import type { TenantStore } from '#store/store.ts'
import type { Facts } from './judge.ts'

type Row = DatasetRecord<'partnerRelationships'>

/** Partners are to be reviewed quarterly; an older copy may lack who came since. */
const FRESH_DAYS = 92
const DAY_MS = 24 * 60 * 60 * 1000
const MOST_ROWS = 5_000

/**
 * Reads the CSV and keeps it as the register; the one before stays in the journal.
 * @throws KeywardError `register-broken` with the line, when a row does not fit: half a register is none
 */
export async function keepRegister(
  store: TenantStore,
  path: string,
  by: { readonly author: string; readonly at: string },
): Promise<PartnerRegisterCopy> {
  const copy = { ...by, rows: await rowsIn(path) }
  await store.decisions.keepRegister(copy)
  return copy
}

async function rowsIn(path: string): Promise<readonly Row[]> {
  const dataset = datasetOf('partnerRelationships')
  const { files, close } = await openInput(path)
  try {
    const [file] = files
    if (file === undefined) throw new KeywardError('register-broken', { file: path, why: 'there is no file' })
    const table = tableOf(dataset, file.name, bytesOf(file))
    const rows: Row[] = []
    for await (const page of table.pages) {
      const [broken] = page.broken
      if (broken) throw new KeywardError('register-broken', { file: path, why: broken.reason })
      // Each was parsed by the dataset's own schema.
      rows.push(...(page.records as readonly Row[]))
      if (rows.length > MOST_ROWS)
        throw new KeywardError('register-broken', { file: path, why: `it has more than ${MOST_ROWS} rows` })
    }
    const lacks = table.lacks()
    if (lacks !== undefined) throw new KeywardError('register-broken', { file: path, why: lacks })
    return rows
  } finally {
    await close()
  }
}

/** The facts with the register in place of a dataset that nobody read; an old copy counts as read in part. */
export function withRegister(facts: Facts, { register }: Decisions, now: Date): Facts {
  if (register === undefined || facts.coverage('partnerRelationships').state !== 'notAttempted') return facts
  const days = Math.floor((now.getTime() - Date.parse(register.at)) / DAY_MS)
  const coverage =
    days <= FRESH_DAYS
      ? complete
      : partial(`copied by hand ${days} days ago, on ${register.at.slice(0, 10)}: copy it again`)
  return {
    records: (name) =>
      name === 'partnerRelationships'
        ? (register.rows as ReturnType<typeof facts.records<typeof name>>)
        : facts.records(name),
    coverage: (name) => (name === 'partnerRelationships' ? coverage : facts.coverage(name)),
  }
}
