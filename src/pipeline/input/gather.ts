/** Looks at every file of an input and says what it holds; large files are only noted, to be streamed later. */

import { permissionsOf, serviceOf } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { ImportedDataset } from '#imports/import.ts'
import { readResponse } from '#imports/response.ts'
import { isScubaGearExport, readScubaGearExport } from '#imports/scubagear.ts'
import { type Coverage, complete, partial } from '#model/coverage.ts'
import { type DatasetName, datasetOf, isDatasetName } from '#model/datasets.ts'
import type { Declaration } from '#model/decisions.ts'
import { messageOf } from '#model/errors.ts'
import { type FrameworkStatements, nothingStated } from '#model/exclusions.ts'
import { coverageOfRefusal, type Refusal } from '#model/refusal.ts'
import { counted } from '#model/text/words.ts'
import type { InputFile } from '#store/input/source.ts'
import { lines, wholeText } from '#store/input/text.ts'
import { type InputManifest, readInputManifest } from './manifest.ts'
import { hasProfile, profilesIn } from './profiles-of-users.ts'

export interface StreamedFile {
  readonly dataset: DatasetName
  readonly file: InputFile
  readonly format: 'ndjson' | 'csv'
}

export interface Gathered {
  manifest: InputManifest
  readonly datasets: ImportedDataset[]
  /** One record a line or row, read when sealed. */
  readonly streamed: StreamedFile[]
  /** Items of declarations.json. */
  readonly declared: unknown[]
  /** Declarations that another tool's export carries. */
  readonly declarations: Declaration[]
  /** What another tool's export states for a framework's requirements. */
  stated: FrameworkStatements
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
    stated: nothingStated,
    at: undefined,
    notices: [],
  }
  for (const file of files) await gatherFile(gathered, file)
  await addProfiles(gathered)
  return gathered
}

/** Accounts that carry profiles answer for those as well, unless these have a file of their own. */
async function addProfiles(gathered: Gathered): Promise<void> {
  const { datasets, streamed, manifest } = gathered
  if ([...datasets, ...streamed].some(({ dataset }) => dataset === 'administratorProfiles')) return
  const before = datasets.length + streamed.length
  datasets.push(
    ...datasets.filter(({ dataset }) => dataset === 'users').flatMap((file) => profilesIn(file) ?? []),
  )
  const byLine = streamed.filter(({ dataset, format }) => dataset === 'users' && format === 'ndjson')
  for (const file of byLine)
    if (await beginsWithProfile(file.file)) streamed.push({ ...file, dataset: 'administratorProfiles' })
  const stated = manifest.coverage?.['users']
  if (stated && datasets.length + streamed.length > before)
    gathered.manifest = { ...manifest, coverage: { administratorProfiles: stated, ...manifest.coverage } }
}

/** All lines of an export are made the same way, so the first one tells. */
async function beginsWithProfile(file: InputFile): Promise<boolean> {
  for await (const line of lines(file)) {
    const parsed = 'text' in line ? parseJson(line.text) : undefined
    return parsed !== undefined && 'value' in parsed && hasProfile(parsed.value)
  }
  return false
}

async function gatherFile(gathered: Gathered, file: InputFile): Promise<void> {
  const [, name = '', ending = ''] = /^(.*?)\.([A-Za-z]+)$/.exec(file.name) ?? []
  const kind = ending.toLowerCase()
  const table = kind === 'csv' ? tableNamed(name) : undefined
  if (kind === 'ndjson' && name === 'organization') gathered.datasets.push(await organizationFrom(file))
  else if (kind === 'ndjson' && isDatasetName(name))
    gathered.streamed.push({ dataset: name, file, format: 'ndjson' })
  else if (kind === 'json') await gatherJson(gathered, name, file)
  else if (table) await gatherCsv(gathered, table, file)
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

/** Microsoft's own name for a downloaded report begins with a capital letter. */
function tableNamed(name: string): DatasetName | undefined {
  const dataset = name.charAt(0).toLowerCase() + name.slice(1)
  return isDatasetName(dataset) && datasetOf(dataset).columns ? dataset : undefined
}

/** An error body is short; whoever saved the answer of a refused report saved this under the name of the table. */
const LONGEST_ERROR_BYTES = 64 * 1024

async function gatherCsv(gathered: Gathered, dataset: DatasetName, file: InputFile): Promise<void> {
  const text = file.bytes <= LONGEST_ERROR_BYTES ? (await wholeText(file)).trimStart() : ''
  if (text.startsWith('{')) gathered.datasets.push(datasetFrom(dataset, parseJson(text)))
  else gathered.streamed.push({ dataset, file, format: 'csv' })
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
  gathered.stated = together(gathered.stated, read.stated)
  gathered.at ??= read.at
  gathered.notices.push(...read.notices)
}

/** The configuration may lie in a file of its own beside the export. */
function together(before: FrameworkStatements, added: FrameworkStatements = nothingStated) {
  return {
    exclusions: [...before.exclusions, ...added.exclusions],
    environment: before.environment ?? added.environment,
  }
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
  const permissions = collector ? permissionsOf(collector, serviceOf(collector.source)) : []
  return coverageOfRefusal(refusal, { permissions, licence: collector?.licence })
}

function itemsOf(value: unknown): readonly unknown[] {
  const response = readResponse(value)
  return 'items' in response ? response.items : []
}
