/** Tables: CSV as portals, Purview and spreadsheets write it. */
import { rowsOf } from '#imports/csv/rows.ts'
import type { BrokenRow, TableBatch } from './batch.ts'

const ROWS_AT_ONCE = 2_000

/** The rows of a table in batches; the first row names the columns. */
export async function* tableBatches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TableBatch> {
  let headings: readonly string[] | undefined
  let rows: { line: number; cells: readonly string[] }[] = []
  let broken: BrokenRow[] = []
  for await (const row of rowsOf(chunks)) {
    if ('reason' in row) broken.push({ line: row.line, reason: row.reason, text: row.raw })
    else if (headings === undefined) headings = row.cells.map((cell) => cell.replace(/^\ufeff/, '').trim())
    else if (row.cells.some((cell) => cell !== '')) rows.push({ line: row.line, cells: row.cells })
    if (rows.length + broken.length < ROWS_AT_ONCE) continue
    yield { form: 'table', headings: headings ?? [], rows, broken }
    rows = []
    broken = []
  }
  if (rows.length + broken.length > 0) yield { form: 'table', headings: headings ?? [], rows, broken }
}
