/** Records of a dataset out of a CSV, in pages; rows that do not fit are set aside with their line and reason. */
import { type Dataset, parseRecord } from '#model/dataset.ts'
import { counted } from '#model/text/words.ts'
import { type Header, headerOf } from './header.ts'
import { type Row, rowsOf } from './rows.ts'

export interface TablePage {
  readonly records: readonly Readonly<Record<string, unknown>>[]
  readonly broken: readonly { readonly reason: string; readonly raw: string }[]
}

export interface Table {
  /** The pages; to be read once, to the end. */
  readonly pages: AsyncIterable<TablePage>
  /** Known after the last page: why the table is less than its dataset. */
  lacks(): string | undefined
}

/** Rows go on in pages of this many, so that memory stays constant. */
const ROWS_PER_PAGE = 5_000
/** Of a broken row this much is kept. */
const MOST_RAW = 8_192

/** Reads the CSV of a dataset; `place` names the file in what is said of its rows. */
export function tableOf(dataset: Dataset, place: string, chunks: AsyncIterable<Uint8Array>): Table {
  let lacks: string | undefined
  const pages = async function* (): AsyncGenerator<TablePage> {
    const rows = rowsOf(chunks)
    const header = readHeader(dataset, await rows.next())
    if (typeof header === 'string') {
      lacks = header
      return
    }
    lacks = header.lacks
    yield* pagesOf(dataset, header, place, rows)
  }
  return { pages: pages(), lacks: () => lacks }
}

function readHeader(dataset: Dataset, first: IteratorResult<Row, unknown>): Header | string {
  if (first.done) return 'the file is empty'
  return 'cells' in first.value
    ? headerOf(dataset, first.value.cells)
    : `the first line cannot be read: ${first.value.reason}`
}

async function* pagesOf(
  dataset: Dataset,
  header: Header,
  place: string,
  rows: AsyncIterable<Row>,
): AsyncGenerator<TablePage> {
  let page = emptyPage()
  for await (const row of rows) {
    if ('cells' in row && isEmpty(row.cells)) continue
    const read = readRow(dataset, header, row)
    if ('record' in read) page.records.push(read.record)
    else page.broken.push({ ...read, reason: `${place} line ${row.line}: ${read.reason}` })
    if (page.records.length + page.broken.length < ROWS_PER_PAGE) continue
    yield page
    page = emptyPage()
  }
  if (page.records.length + page.broken.length > 0) yield page
}

const emptyPage = () => ({
  records: [] as Readonly<Record<string, unknown>>[],
  broken: [] as { reason: string; raw: string }[],
})

type ReadRow =
  | { readonly record: Readonly<Record<string, unknown>> }
  | { readonly reason: string; readonly raw: string }

function readRow(dataset: Dataset, { fields }: Header, row: Row): ReadRow {
  if ('reason' in row) return setAside(row.reason, row.raw)
  const cells = withoutEmptyEnd(row.cells, fields.length)
  if (cells.length !== fields.length)
    return setAside(`${counted(cells.length, 'cell')} under ${counted(fields.length, 'column')}`, cells)
  if (cells.some((cell) => cell.includes('\ufffd')))
    return setAside('it is not UTF-8; save the file as "CSV UTF-8"', cells)
  const parsed = parseRecord(dataset, itemOf(fields, cells))
  return parsed.ok ? { record: parsed.record } : setAside(parsed.reason, cells)
}

function itemOf(fields: Header['fields'], cells: readonly string[]): Record<string, string> {
  const item: Record<string, string> = {}
  for (const [at, cell] of cells.entries()) {
    const field = fields[at]
    if (field !== undefined) item[field] = cell
  }
  return item
}

function setAside(reason: string, raw: string | readonly string[]): ReadRow {
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw)
  return { reason, raw: text.slice(0, MOST_RAW) }
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** Spreadsheets put empty cells behind the last column. */
function withoutEmptyEnd(cells: readonly string[], columns: number): readonly string[] {
  return isEmpty(cells.slice(columns)) ? cells.slice(0, columns) : cells
}
