/** Rows out of the bytes of a CSV, one at a time, the broken ones among them. */
import { type Cells, cellsOf } from './cells.ts'
import { type Delimiter, delimiterOf, isDelimiterLine } from './delimiter.ts'
import { linesOf } from './lines.ts'
import { Records, type RecordText } from './records.ts'
import { textOf } from './text.ts'

export type Row =
  | { readonly line: number; readonly cells: Cells }
  | { readonly line: number; readonly raw: string; readonly reason: string }

const RECORDS_AT_ONCE = 1_000

/** The rows of a file, empty lines left out; `line` is where a row begins. */
export async function* rowsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  let reader: { readonly delimiter: Delimiter; readonly records: Records } | undefined
  let batch: RecordText[] = []
  for await (const line of linesOf(textOf(chunks))) {
    if (reader === undefined && (line.text.trim() === '' || isDelimiterLine(line.text))) continue
    reader ??= readerFor(line.text)
    batch.push(...reader.records.feed(line))
    if (batch.length < RECORDS_AT_ONCE) continue
    yield* rowsIn(batch, reader.delimiter)
    batch = []
  }
  if (reader === undefined) return
  batch.push(...reader.records.end())
  yield* rowsIn(batch, reader.delimiter)
}

function readerFor(firstLine: string) {
  const delimiter = delimiterOf(firstLine)
  return { delimiter, records: new Records(delimiter) }
}

function* rowsIn(batch: readonly RecordText[], delimiter: Delimiter): Generator<Row> {
  const whole = batch.filter(({ broken }) => broken === undefined)
  const cells = cellsOf(
    whole.map(({ text }) => text),
    delimiter,
  )
  let at = 0
  for (const { line, text, broken } of batch) {
    const found = broken === undefined ? cells[at++] : undefined
    yield found ? { line, cells: found } : { line, raw: text, reason: broken ?? 'its quotes do not match' }
  }
}
