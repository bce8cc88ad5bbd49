/**
 * What the customer copies by hand: relationships from the admin centre, and the rosters that partners give. It is what
 * somebody says, not what was collected, so it lies with the decisions and stands beside every snapshot that has none.
 */
import { tableOf } from '#imports/csv/table.ts'
import { complete, partial } from '#model/coverage.ts'
import { datasetOf } from '#model/datasets.ts'
import type { Decisions, HandCopied, HandCopy } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import { openInput } from '#store/input/source.ts'
import { bytesOf } from '#store/input/text.ts'
import type { TenantStore } from '#store/store.ts'
import type { Facts } from './judge.ts'

/** Partners are to be reviewed quarterly; an older copy may lack who came since. */
const FRESH_DAYS = 92
const DAY_MS = 24 * 60 * 60 * 1000
const MOST_ROWS = 5_000

/**
 * Reads the CSV and keeps it; the copy before stays in the journal.
 * @throws KeywardError `register-broken` with the line, when a row does not fit: half a register is none
 */
export async function keepByHand(
  store: TenantStore,
  dataset: HandCopied,
  path: string,
  by: { readonly author: string; readonly at: string },
): Promise<number> {
  const rows = await rowsIn(dataset, path)
  await store.decisions.keepCopy(dataset, { ...by, rows })
  return rows.length
}

async function rowsIn(name: HandCopied, path: string): Promise<readonly unknown[]> {
  const dataset = datasetOf(name)
  const columns = (dataset.columns ?? []).join(', ')
  const broken = (why: string) => new KeywardError('register-broken', { file: path, why, columns })
  const { files, close } = await openInput(path)
  try {
    const [file] = files
    if (file === undefined) throw broken('there is no file')
    const table = tableOf(dataset, file.name, bytesOf(file))
    const rows: unknown[] = []
    for await (const page of table.pages) {
      const [first] = page.broken
      if (first) throw broken(first.reason)
      rows.push(...page.records)
      if (rows.length > MOST_ROWS) throw broken(`it has more than ${MOST_ROWS} rows`)
    }
    const lacks = table.lacks()
    if (lacks !== undefined) throw broken(lacks)
    return rows
  } finally {
    await close()
  }
}

/** The facts with what was copied by hand in place of datasets that nobody read; an old copy counts as in part. */
export function withRegister(facts: Facts, { register, roster }: Decisions, now: Date): Facts {
  return beside(beside(facts, 'partnerRelationships', register, now), 'partnerRoster', roster, now)
}

function beside(facts: Facts, dataset: HandCopied, copy: HandCopy<unknown> | undefined, now: Date): Facts {
  if (copy === undefined || facts.coverage(dataset).state !== 'notAttempted') return facts
  const days = Math.floor((now.getTime() - Date.parse(copy.at)) / DAY_MS)
  const coverage =
    days <= FRESH_DAYS
      ? complete
      : partial(`copied by hand ${days} days ago, on ${copy.at.slice(0, 10)}: copy it again`)
  return {
    records: (name) =>
      name === dataset ? (copy.rows as ReturnType<typeof facts.records<typeof name>>) : facts.records(name),
    coverage: (name) => (name === dataset ? coverage : facts.coverage(name)),
  }
}
