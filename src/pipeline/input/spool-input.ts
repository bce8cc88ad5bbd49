/** Brings the gathered items into the spool, page by page, and says how complete each dataset is. */
import type { ImportedDataset } from '#imports/import.ts'
import { type Coverage, complete, notAttempted, partial } from '#model/coverage.ts'
import { type DatasetName, datasetOf } from '#model/datasets.ts'
import type { InputFile } from '#store/input/source.ts'
import { type Line, lines } from '#store/input/text.ts'
import type { BrokenRecord, DatasetSpool } from '#store/spool.ts'
import { pageOf } from '../collect/page.ts'
import { type Gathered, parseJson } from './gather.ts'
import { newestTime } from './newest-time.ts'

/** Records are spooled in pages of this many, so that memory stays constant. */
const RECORDS_PER_PAGE = 5_000

interface InputPage {
  readonly items: readonly unknown[]
  readonly broken: readonly BrokenRecord[]
}

/** Spools every dataset; returns the newest time that any record carries. */
export async function spoolInput(
  gathered: Gathered,
  spools: ReadonlyMap<DatasetName, DatasetSpool>,
): Promise<string | undefined> {
  let newest: string | undefined
  for (const [name, spool] of spools) {
    for await (const { items, broken } of pagesOf(gathered, name)) {
      newest = newestTime(items, newest)
      const page = pageOf(datasetOf(name), items, null)
      await spool.append({ ...page, broken: [...page.broken, ...broken] })
    }
    await spool.finish(coverageOf(gathered, name, spool))
  }
  return newest
}

async function* pagesOf(gathered: Gathered, name: DatasetName): AsyncGenerator<InputPage> {
  for (const { items } of wholeFiles(gathered, name)) {
    for (let at = 0; at < items.length; at += RECORDS_PER_PAGE) {
      yield { items: items.slice(at, at + RECORDS_PER_PAGE), broken: [] }
    }
  }
  for (const { dataset, file } of gathered.streamed) if (dataset === name) yield* pagesOfLines(file)
}

async function* pagesOfLines(file: InputFile): AsyncGenerator<InputPage> {
  let items: unknown[] = []
  let broken: BrokenRecord[] = []
  let number = 0
  for await (const line of lines(file)) {
    number += 1
    const read = readLine(line, `${file.name} line ${number}`)
    if ('item' in read) items.push(read.item)
    else broken.push(read)
    if (items.length + broken.length < RECORDS_PER_PAGE) continue
    yield { items, broken }
    items = []
    broken = []
  }
  yield { items, broken }
}

function readLine(line: Line, place: string): { readonly item: unknown } | BrokenRecord {
  if ('tooLong' in line) return { reason: `${place}: longer than 64 MB`, raw: line.start }
  const parsed = parseJson(line.text)
  if ('error' in parsed) return { reason: `${place}: ${parsed.error}`, raw: line.text.slice(0, 8_192) }
  return { item: parsed.value }
}

function coverageOf(gathered: Gathered, name: DatasetName, spool: DatasetSpool): Coverage {
  const stated = gathered.manifest.coverage?.[name]
  if (stated && stated.state !== 'complete') return stated
  const whole = wholeFiles(gathered, name)
  const incomplete = whole.find(({ coverage }) => coverage.state !== 'complete')
  if (incomplete) return incomplete.coverage
  const isThere = whole.length > 0 || gathered.streamed.some(({ dataset }) => dataset === name)
  if (!isThere) return notAttempted('the input has no file for it')
  const { quarantined } = spool.progress
  if (quarantined === 0) return complete
  return partial(`${quarantined} broken ${quarantined === 1 ? 'record was' : 'records were'} set aside`)
}

function wholeFiles({ datasets }: Gathered, name: DatasetName): readonly ImportedDataset[] {
  return datasets.filter(({ dataset }) => dataset === name)
}
