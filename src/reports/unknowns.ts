/** "Not known, and why": what could not be judged, by the one thing to mend rather than by control. */
import type { AssessedControl, Assessment, DatasetCoverage } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import { safeText } from '#model/text/safe-text.ts'
import { count, counted } from '#model/text/words.ts'
import { type GapWords, gapWords } from './gap-words.ts'

export interface UnknownCause {
  /** "Permission Policy.Read.All is missing". */
  readonly cause: string
  readonly datasets: readonly DatasetName[]
  /** What the service or the input said. */
  readonly because: readonly string[]
  readonly mend: string
  /** Controls without a verdict. */
  readonly controls: readonly AssessedControl[]
  /** Controls that fail already and have subjects left undecided. */
  readonly partly: readonly AssessedControl[]
}

/** One reason of one control. */
interface Held extends GapWords {
  readonly control: AssessedControl
  readonly dataset?: DatasetName
  readonly because: readonly string[]
}

/** The causes, the one that holds back most controls first. */
export function unknownsOf({ controls, coverage }: Assessment): UnknownCause[] {
  const held = controls.filter(isHeldBack).flatMap((control) => reasonsOf(control, coverage))
  return [...Map.groupBy(held, ({ key }) => key).values()].map(causeOf).sort(byControls)
}

function isHeldBack({ outcome, because = [], undecided = 0 }: AssessedControl): boolean {
  return outcome === 'unknown' || (outcome === 'fail' && (undecided > 0 || because.length > 0))
}

function causeOf(same: readonly Held[]): UnknownCause {
  const [first] = same as readonly [Held, ...Held[]]
  const controls = [...new Set(same.map(({ control }) => control))]
  const datasets = [...new Set(same.flatMap(({ dataset }) => dataset ?? []))].sort()
  return {
    cause: first.cause(datasets),
    datasets,
    because: [...new Set(same.flatMap(({ because }) => because))],
    mend: first.mend(datasets),
    controls: controls.filter(({ outcome }) => outcome === 'unknown'),
    partly: controls.filter(({ outcome }) => outcome !== 'unknown'),
  }
}

function byControls(a: UnknownCause, b: UnknownCause): number {
  return (
    b.controls.length - a.controls.length || b.partly.length - a.partly.length || (a.cause < b.cause ? -1 : 1)
  )
}

function reasonsOf(control: AssessedControl, coverage: Assessment['coverage']): Held[] {
  const told = control.because ?? []
  const isToldOf = (dataset: string) => told.some((text) => text.startsWith(`${dataset}:`))
  const gaps = control.needs.filter((dataset) => coverage[dataset]?.state !== 'complete')
  const named = gaps.filter(isToldOf)
  const own = told.filter((text) => !gaps.some((dataset) => text.startsWith(`${dataset}:`)))
  const datasets = named.length > 0 || own.length > 0 ? named : gaps
  return [
    ...datasets.map((dataset) => ({ control, dataset, ...gapCause(dataset, coverage[dataset]) })),
    ...(own.length === 0 ? [] : [{ control, ...recordCause(own.map(safeText), datasets.length > 0) }]),
  ]
}

/** How the engine words it when a control itself broke. */
const OWN_FAULT = /a fault of Keyward/

/** What the control says of the records that were read; often only the consequence of a gap beside it. */
function recordCause(reasons: readonly string[], hasGaps: boolean) {
  const key = reasons.join('\n')
  if (reasons.some((text) => OWN_FAULT.test(text))) {
    const mend = 'Not yours to mend: report it to the makers of Keyward with the name of the control.'
    return { key, cause: () => 'A fault of Keyward', because: reasons, mend: () => mend }
  }
  const mend = hasGaps
    ? 'Mend the other gaps of the control first; this may follow from them.'
    : 'Look at the records themselves. If they were changing, collect again.'
  return { key, cause: () => 'The records leave something open', because: reasons, mend: () => mend }
}

function gapCause(dataset: DatasetName, coverage: DatasetCoverage | undefined) {
  const because = safeText(coverage?.because ?? '')
  return { ...gapWords(dataset, coverage), because: because === '' ? [] : [because] }
}

const REASONS_SHOWN = 5

/** The first reasons of a cause; a broken dataset can bring one per record. */
export function reasonsShown({ because }: UnknownCause): string[] {
  const more = because.length - REASONS_SHOWN
  return [...because.slice(0, REASONS_SHOWN), ...(more > 0 ? [`and ${counted(more, 'more reason')}`] : [])]
}

/** Which of several datasets of a cause a control waits for; nothing to say where there is only one. */
export function awaited({ datasets }: UnknownCause, { needs }: AssessedControl): string {
  return datasets.length < 2 ? '' : datasets.filter((dataset) => needs.includes(dataset)).join(', ')
}

/** "3 proven, 2 undecided"; without a number where nobody knows how many there are. */
export function restInWords({ findings, undecided = 0 }: AssessedControl): string {
  return `${count(findings.length)} proven, ${undecided === 0 ? 'the rest not known' : `${count(undecided)} undecided`}`
}
