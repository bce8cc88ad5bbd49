/** Tables: CSV as portals, Purview and spreadsheets write it. */
import { rowsOf } from '#imports/csv/rows.ts'
import { isKnownName } from '../values/names.ts'
import type { BrokenRow, TableBatch } from './batch.ts'

const ROWS_AT_ONCE = 2_000
/** So many headings must be known before a text is taken for the table of a log. */
const KNOWN_HEADINGS = 2
/** Headings of columns that hold whole records: one of them is enough. */
const HOLDERS: ReadonlySet<string> = new Set(['auditdata', '_raw', 'event.original'])

/** A text that is no export of a log. */
export class NotALogError extends Error {
  constructor() {
    super('it is neither JSON nor the table of a log')
  }
}

/** The rows of a table in batches; the first row names the columns. @throws NotALogError when it names none */
export async function* tableBatches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TableBatch> {
  let headings: readonly string[] | undefined
  let rows: { line: number; cells: readonly string[] }[] = []
  let broken: BrokenRow[] = []
  for await (const row of rowsOf(chunks)) {
    if (headings === undefined && 'reason' in row) throw new NotALogError()
    if ('reason' in row) broken.push({ line: row.line, reason: row.reason, text: row.raw })
    else if (headings === undefined) headings = headingsIn(row.cells)
    else if (row.cells.some((cell) => cell !== '')) rows.push({ line: row.line, cells: row.cells })
    if (rows.length + broken.length < ROWS_AT_ONCE) continue
    yield { form: 'table', headings: headings ?? [], rows, broken }
    rows = []
    broken = []
  }
  if (rows.length + broken.length > 0) yield { form: 'table', headings: headings ?? [], rows, broken }
}

function headingsIn(cells: readonly string[]): readonly string[] {
  const headings = cells.map((cell) => cell.replace(/^\ufeff/, '').trim())
  if (headings.some((heading) => HOLDERS.has(heading.toLowerCase()))) return headings
  if (headings.filter(isKnownColumn).length < KNOWN_HEADINGS) throw new NotALogError()
  return headings
}

/** A name of an export, also as the last part of a path: `properties.status.errorCode`. */
function isKnownColumn(heading: string): boolean {
  return isKnownName(heading) || isKnownName(heading.slice(heading.lastIndexOf('.') + 1))
}
