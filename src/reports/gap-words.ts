/** What a gap in the data is called, and how it is mended. */
import type { DatasetCoverage } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import { safeText } from '#model/text/safe-text.ts'
import { listed } from '#model/text/words.ts'

export interface GapWords {
  /** Gaps with the same key are mended in one go. */
  readonly key: string
  /** Both are told of all the datasets of one key. */
  readonly cause: (datasets: readonly DatasetName[]) => string
  readonly mend: (datasets: readonly DatasetName[]) => string
}

/** The words for a dataset that is not complete; one the assessment does not mention was not read. */
export function gapWords(dataset: DatasetName, coverage: DatasetCoverage | undefined): GapWords {
  const names = (coverage?.missing ?? []).map(safeText)
  const state = coverage?.state ?? 'notAttempted'
  switch (state) {
    case 'denied':
      return names.length === 0 ? deniedSilently(dataset) : permission(names)
    case 'unlicensed':
      return licence(listed(names) || dataset)
    case 'unavailable':
      return unavailable
    case 'partial':
      return partly(dataset)
    default:
      return notRead(coverage?.because ?? '')
  }
}

function permission(names: readonly string[]): GapWords {
  const key = `${names.length > 1 ? 'Permissions' : 'Permission'} missing: ${listed(names)}`
  const mend = `Grant ${listed(names)} to the application that collects, and collect again.`
  return { key, cause: () => key, mend: () => mend }
}

function deniedSilently(dataset: DatasetName): GapWords {
  const key = `${dataset} was denied`
  const mend =
    'The service does not name the permission it wants. Compare with `keyward permissions`, then collect again.'
  return { key, cause: () => key, mend: () => mend }
}

function licence(name: string): GapWords {
  const key = `Licence missing: ${name}`
  const mend = `Buy ${name} and collect again, or accept that this stays unknown.`
  return { key, cause: () => key, mend: () => mend }
}

const unavailable: GapWords = {
  key: 'unavailable',
  cause: (datasets) => `Not offered in this cloud: ${listed(datasets)}`,
  mend: () => 'Nothing to grant or buy. Check it by hand and attest what you saw.',
}

function partly(dataset: DatasetName): GapWords {
  const key = `${dataset} was read in part`
  const mend = 'Collect again. If it stays partial, the reason above names what is in the way.'
  return { key, cause: () => key, mend: () => mend }
}

function notRead(because: string): GapWords {
  return {
    key: `notAttempted ${because}`,
    cause: (datasets) => `Not read: ${listed(datasets)}`,
    mend: (datasets) =>
      `Collect again with ${datasets.length === 1 ? 'this dataset' : 'these datasets'}, or put ${filesOf(datasets)} into the input folder.`,
  }
}

const FILES_NAMED = 3

function filesOf(datasets: readonly DatasetName[]): string {
  const files = datasets.map((name) => `${name}.json`)
  return files.length > FILES_NAMED ? 'a file of each name, ending in .json,' : listed(files)
}
