/** Looks at every file of an input and says what it holds; large files are only noted, to be streamed later. */
import { allCollectors } from '#collectors/collectors.generated.ts'
import { permissionsOf } from '#collectors/collector.ts'
import type { ImportedDataset } from '#imports/import.ts'
import { readResponse } from '#imports/response.ts'
import { isScubaGearExport, readScubaGearExport } from '#imports/scubagear.ts'
import { type Coverage, complete, partial } from '#model/coverage.ts'
import { type DatasetName, isDatasetName } from '#model/datasets.ts'
import type { Declaration } from '#model/decisions.ts'
import { messageOf } from '#model/errors.ts'
import { coverageOfRefusal, type Refusal } from '#model/refusal.ts'
import { counted } from '#model/text/words.ts'
import type { InputFile } from '#store/input/source.ts'
import { wholeText } from '#store/input/text.ts'
import { type InputManifest, readInputManifest } from './manifest.ts'

export interface Gathered {
  manifest: InputManifest
  readonly datasets: ImportedDataset[]
  /** One record a line, read when sealed. */
  readonly streamed: { readonly dataset: DatasetName; readonly file: InputFile }[]
  /** Items of declarations.json. */
  readonly declared: unknown[]
  /** Declarations that another tool's export carries. */
  readonly declarations: Declaration[]
  /** When the export says it was made. */
  at: string | undefined
  readonly notices: string[]
}

/** Gathers an input. @throws KeywardError `input-unreadable` */
export async function gather(files: readonly InputFile[]): Promise<Gathered> {
  const gathered: Gathered = {
    manifest: {},
    datasets: [],
    streamed: [],
    declared: [],
    declarations: [],
    at: undefined,
    notices: [],
  }
  for (const file of files) await gatherFile(gathered, file)
  return gathered
}

async function gatherFile(gathered: Gathered, file: InputFile): Promise<void> {
  const [, name = '', ending = ''] = /^(.*?)\.([A-Za-z]+)$/.exec(file.name) ?? []
  const kind = ending.toLowerCase()
  if (kind === 'ndjson' && name === 'organization') gathered.datasets.push(await organizationFrom(file))
  else if (kind === 'ndjson' && isDatasetName(name)) gathered.streamed.push({ dataset: name, file })
  else if (kind === 'json') await gatherJson(gathered, name, file)
  else gathered.notices.push(`${file.name} was ignored: no dataset has that name and ending`)
}

async function gatherJson(gathered: Gathered, name: string, file: InputFile): Promise<void> {
  const body = parseJson(await wholeText(file))
  if (isDatasetName(name)) gathered.datasets.push(datasetFrom(name, body))
  else if ('error' in body) gathered.notices.push(`${file.name} was ignored: it is not JSON (${body.error})`)
  else if (name === 'manifest') gathered.manifest = readInputManifest(body.value, gathered.notices)
  else if (name === 'declarations') gathered.declared.push(...itemsOf(body.value))
  else if (isScubaGearExport(body.value)) gatherScubaGear(gathered, body.value)
  else gathered.notices.push(`${file.name} was ignored: no dataset has that name`)
}

/** One short line that says whose input it is; everything else may be streamed later. */
async function organizationFrom(file: InputFile): Promise<ImportedDataset> {
  const items = (await wholeText(file))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseJson)
  const whole = items.flatMap((item) => ('value' in item ? [item.value] : []))
  const broken = items.length - whole.length
  const coverage = broken === 0 ? complete : partial(`${counted(broken, 'line is', 'lines are')} not JSON`)
  return { dataset: 'organization', items: whole, coverage }
}

function gatherScubaGear(gathered: Gathered, body: Readonly<Record<string, unknown>>): void {
  const read = readScubaGearExport(body)
  gathered.datasets.push(...read.datasets)
  gathered.declarations.push(...read.declarations)
  gathered.at ??= read.at
  gathered.notices.push(...read.notices)
}

export type ParsedText = { readonly value: unknown } | { readonly error: string }

/** Parses text that may not be JSON. */
export function parseJson(text: string): ParsedText {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    return { error: messageOf(error).slice(0, 120) }
  }
}

function datasetFrom(dataset: DatasetName, body: ParsedText): ImportedDataset {
  if ('error' in body)
    return { dataset, items: [], coverage: partial(`the file is not whole JSON: ${body.error}`) }
  const response = readResponse(body.value)
  if ('refusal' in response)
    return { dataset, items: [], coverage: refusedCoverage(dataset, response.refusal) }
  return { dataset, ...response }
}

/** The same sentence as if the refusal had come over the network. */
function refusedCoverage(dataset: DatasetName, refusal: Refusal): Coverage {
  const collector = allCollectors.find(({ produces }) => produces === dataset)
  const permissions = collector ? permissionsOf(collector) : []
  return coverageOfRefusal(refusal, { permissions, licence: collector?.licence })
}

function itemsOf(value: unknown): readonly unknown[] {
  const response = readResponse(value)
  return 'items' in response ? response.items : []
}
