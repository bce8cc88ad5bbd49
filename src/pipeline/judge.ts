import type { Circumstances, Control, View } from '#model/control.ts'
import { type Coverage, gapOf } from '#model/coverage.ts'
import type { DatasetName, DatasetRecord } from '#model/datasets.ts'
import { messageOf } from '#model/errors.ts'
import { type Evidence, isNonEmpty, type NonEmpty, type Outcome } from '#model/outcome.ts'

/** What was collected: the records of every dataset, and how much of it was read. */
export interface Facts {
  records<Name extends DatasetName>(name: Name): readonly DatasetRecord<Name>[]
  coverage(name: DatasetName): Coverage
}

/** What is judged: a control, or one reading of a framework's requirement. */
export type Judged = Pick<
  Control,
  'id' | 'needs' | 'absences' | 'eitherOf' | 'emptyWithoutLicence' | 'supplements' | 'evaluate'
>

/** Told of a control that threw, so that a run can report its own faults without stopping. */
export type OnBroken = (control: string, error: unknown) => void

type Failed = Extract<Outcome, { outcome: 'fail' }>

/**
 * Judges one control. The author of a control says what the records prove; this function says what that is worth
 * when records are missing: never a pass, and a fail only for what no missing record could explain.
 *
 * @throws TypeError when the control claims to pass without having examined anything: a fault of its author
 */
export function judge(
  control: Judged,
  facts: Facts,
  circumstances: Circumstances,
  onBroken: OnBroken = () => {},
): Outcome {
  const evaluated = evaluate(control, facts, circumstances, onBroken)
  const { holding, madeUpFor } = gapsOf(control, facts)
  const incomplete = new Set(holding.map(({ dataset }) => dataset))
  const sentences = holding.map(({ sentence }) => sentence)
  if (!isNonEmpty(sentences)) return withReasons(evaluated, madeUpFor)
  if (evaluated.outcome === 'unknown') return unknown(evaluated.examined, sentences, evaluated.because)
  if (evaluated.outcome !== 'fail') return unknown(evaluated.examined, sentences)
  const hidden = control.absences.some((dataset) => incomplete.has(dataset))
  return hidden ? undecided(evaluated, sentences) : proven(evaluated, incomplete, sentences)
}

function evaluate(control: Judged, facts: Facts, circumstances: Circumstances, onBroken: OnBroken): Outcome {
  const outcome = attempt(control, facts, circumstances, onBroken)
  if (outcome.outcome === 'pass' && outcome.examined < 1) {
    throw new TypeError(`control ${control.id} passed without examining anything; that is notApplicable`)
  }
  return outcome
}

function attempt(control: Judged, facts: Facts, circumstances: Circumstances, onBroken: OnBroken): Outcome {
  try {
    return control.evaluate(viewFor(control, facts), circumstances)
  } catch (error) {
    onBroken(control.id, error)
    const because = `control ${control.id} could not judge these records (a fault of Keyward): ${messageOf(error)}`
    return { outcome: 'unknown', examined: 0, because: [because] }
  }
}

/** Only the declared datasets: a control cannot read what its reader was not told of. */
function viewFor(control: Judged, facts: Facts): View<DatasetName> {
  const entries = control.needs.map((name) => [name, facts.records(name)])
  return Object.freeze(Object.fromEntries(entries)) as View<DatasetName>
}

interface Gap {
  readonly dataset: DatasetName
  readonly sentence: string
}

interface Gaps {
  readonly holding: readonly Gap[]
  /** Another dataset that answers the same was read whole (`Control.eitherOf`). */
  readonly madeUpFor: readonly Gap[]
}

/** What is missing of the needed datasets. Where only a licence is, an empty list may be the truth. */
function gapsOf(control: Judged, facts: Facts): Gaps {
  const gaps = control.needs.flatMap((dataset) => {
    if (control.supplements?.includes(dataset)) return []
    const coverage = facts.coverage(dataset)
    if (coverage.state === 'unlicensed' && control.emptyWithoutLicence?.includes(dataset)) return []
    const sentence = gapOf(dataset, coverage)
    return sentence === undefined ? [] : [{ dataset, sentence }]
  })
  const { eitherOf = [] } = control
  const isOneWhole = eitherOf.some((name) => gaps.every(({ dataset }) => dataset !== name))
  const isMadeUpFor = ({ dataset }: Gap): boolean => isOneWhole && eitherOf.includes(dataset)
  return {
    holding: gaps.filter((gap) => !isMadeUpFor(gap)),
    madeUpFor: gaps.filter(isMadeUpFor),
  }
}

/** Where subjects stayed undecided all the same, the reader is told what else could have decided them. */
function withReasons(outcome: Outcome, gaps: readonly Gap[]): Outcome {
  const sentences = gaps.map(({ sentence }) => sentence)
  if (!isNonEmpty(sentences)) return outcome
  if (outcome.outcome === 'unknown') return unknown(outcome.examined, sentences, outcome.because)
  if (outcome.outcome !== 'fail' || outcome.rest.undecided === 0) return outcome
  return { ...outcome, rest: { ...outcome.rest, because: [...sentences, ...outcome.rest.because] } }
}

/** The violations that stand whatever the missing records say; the others join the undecided. */
function proven(failed: Failed, incomplete: ReadonlySet<DatasetName>, gaps: NonEmpty<string>): Outcome {
  const evidence = failed.evidence.filter((it) => !restsOn(it, incomplete))
  if (!isNonEmpty(evidence)) return undecided(failed, gaps)
  const setAside = failed.evidence.length - evidence.length
  const because = [...gaps, ...failed.rest.because]
  const rest = { undecided: failed.rest.undecided + setAside, because }
  return { ...failed, evidence, proven: evidence.length, rest }
}

function restsOn(evidence: Evidence, incomplete: ReadonlySet<DatasetName>): boolean {
  return evidence.absences?.some((dataset) => incomplete.has(dataset)) ?? false
}

function undecided({ examined, rest }: Failed, gaps: NonEmpty<string>): Outcome {
  return unknown(examined, gaps, rest.because)
}

function unknown(examined: number, gaps: NonEmpty<string>, further: readonly string[] = []): Outcome {
  return { outcome: 'unknown', examined, because: [...gaps, ...further] }
}
