/** Brings the gathered items into the spool, page by page, and says how complete each dataset is. */
import { tableOf } from '#imports/csv/table.ts'
import type { ImportedDataset } from '#imports/import.ts'
import { type Coverage, complete, notAttempted, partial } from '#model/coverage.ts'
import { type Dataset, doubtIn } from '#model/dataset.ts'
import { type DatasetName, datasetOf } from '#model/datasets.ts'
import type { InputFile } from '#store/input/source.ts'
import { bytesOf, type Line, lines } from '#store/input/text.ts'
import type { BrokenRecord, DatasetSpool, SpoolPage } from '#store/spool.ts'
import { pageOf } from '../collect/page.ts'
import { type Gathered, parseJson } from './gather.ts'
import { newestTime } from './newest-time.ts'

/** Records are spooled in pages of this many, so that memory stays constant. */
const RECORDS_PER_PAGE = 5_000

interface InputPage extends SpoolPage {
  /** The same as they came, with all their times. */
  readonly items: readonly unknown[]
}

/** What the files of one dataset lack, said while they are read. */
type Lacks = (because: string) => void

/** Spools every dataset; returns the newest time that any record carries. */
export async function spoolInput(
  gathered: Gathered,
  spools: ReadonlyMap<DatasetName, DatasetSpool>,
): Promise<string | undefined> {
  let newest: string | undefined
  for (const [name, spool] of spools) {
    const lacking: string[] = []
    for await (const { items, ...page } of pagesOf(gathered, name, (because) => lacking.push(because))) {
      // Records of the unified log come wrapped; their time is found when they are not any more.
      newest = newestTime(name === 'unifiedAudit' ? page.records : items, newest)
      await spool.append(page)
    }
    await spool.finish(await coverageOf(gathered, name, spool, lacking))
  }
  return newest
}

async function* pagesOf(gathered: Gathered, name: DatasetName, lacks: Lacks): AsyncGenerator<InputPage> {
  const dataset = datasetOf(name)
  for (const { items } of wholeFiles(gathered, name)) {
    for (let at = 0; at < items.length; at += RECORDS_PER_PAGE) {
      yield inputPage(dataset, items.slice(at, at + RECORDS_PER_PAGE))
    }
  }
  for (const { file, format } of gathered.streamed.filter((one) => one.dataset === name))
    yield* format === 'csv' ? pagesOfTable(dataset, file, lacks) : pagesOfLines(dataset, file)
}

async function* pagesOfTable(dataset: Dataset, file: InputFile, lacks: Lacks): AsyncGenerator<InputPage> {
  const table = tableOf(dataset, file.name, bytesOf(file))
  for await (const page of table.pages) yield { ...page, items: page.records, cursor: null }
  const lacking = table.lacks()
  if (lacking !== undefined) lacks(`${file.name}: ${lacking}`)
}

async function* pagesOfLines(dataset: Dataset, file: InputFile): AsyncGenerator<InputPage> {
  let items: unknown[] = []
  let broken: BrokenRecord[] = []
  let number = 0
  for await (const line of lines(file)) {
    number += 1
    const read = readLine(line, `${file.name} line ${number}`)
    if ('item' in read) items.push(read.item)
    else broken.push(read)
    if (items.length + broken.length < RECORDS_PER_PAGE) continue
    yield inputPage(dataset, items, broken)
    items = []
    broken = []
  }
  yield inputPage(dataset, items, broken)
}

function inputPage(
  dataset: Dataset,
  items: readonly unknown[],
  broken: readonly BrokenRecord[] = [],
): InputPage {
  const page = pageOf(dataset, items, null)
  return { ...page, broken: [...page.broken, ...broken], items }
}

function readLine(line: Line, place: string): { readonly item: unknown } | BrokenRecord {
  if ('tooLong' in line) return { reason: `${place}: longer than 64 MB`, raw: line.start }
  const parsed = parseJson(line.text)
  if ('error' in parsed) return { reason: `${place}: ${parsed.error}`, raw: line.text.slice(0, 8_192) }
  return { item: parsed.value }
}

async function coverageOf(
  gathered: Gathered,
  name: DatasetName,
  spool: DatasetSpool,
  lacking: readonly string[],
): Promise<Coverage> {
  const stated = gathered.manifest.coverage?.[name]
  if (stated && stated.state !== 'complete') return stated
  const whole = wholeFiles(gathered, name)
  const incomplete = whole.find(({ coverage }) => coverage.state !== 'complete')
  if (incomplete) return incomplete.coverage
  const isThere = whole.length > 0 || gathered.streamed.some(({ dataset }) => dataset === name)
  if (!isThere) return notAttempted('the input has no file for it')
  const { quarantined } = spool.progress
  const set = `${quarantined} broken ${quarantined === 1 ? 'record was' : 'records were'} set aside`
  const doubt = await doubtIn(datasetOf(name), spool.records())
  const because = [...lacking, ...(quarantined === 0 ? [] : [set]), ...(doubt === undefined ? [] : [doubt])]
  return because.length === 0 ? complete : partial(because.join('; '))
}

function wholeFiles({ datasets }: Gathered, name: DatasetName): readonly ImportedDataset[] {
  return datasets.filter(({ dataset }) => dataset === name)
}
