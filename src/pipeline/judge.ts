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
  control: Control,
  facts: Facts,
  circumstances: Circumstances,
  onBroken: OnBroken = () => {},
): Outcome {
  const evaluated = evaluate(control, facts, circumstances, onBroken)
  const gaps = gapsOf(control, facts)
  const incomplete = new Set(gaps.map(({ dataset }) => dataset))
  const sentences = gaps.map(({ sentence }) => sentence)
  if (!isNonEmpty(sentences)) return evaluated
  if (evaluated.outcome === 'unknown') return unknown(evaluated.examined, sentences, evaluated.because)
  if (evaluated.outcome !== 'fail') return unknown(evaluated.examined, sentences)
  const hidden = control.absences.some((dataset) => incomplete.has(dataset))
  return hidden ? undecided(evaluated, sentences) : proven(evaluated, incomplete, sentences)
}

function evaluate(control: Control, facts: Facts, circumstances: Circumstances, onBroken: OnBroken): Outcome {
  const outcome = attempt(control, facts, circumstances, onBroken)
  if (outcome.outcome === 'pass' && outcome.examined < 1) {
    throw new TypeError(`control ${control.id} passed without examining anything; that is notApplicable`)
  }
  return outcome
}

function attempt(control: Control, facts: Facts, circumstances: Circumstances, onBroken: OnBroken): Outcome {
  try {
    return control.evaluate(viewFor(control, facts), circumstances)
  } catch (error) {
    onBroken(control.id, error)
    const because = `control ${control.id} could not judge these records (a fault of Keyward): ${messageOf(error)}`
    return { outcome: 'unknown', examined: 0, because: [because] }
  }
}

/** Only the declared datasets: a control cannot read what its reader was not told of. */
function viewFor(control: Control, facts: Facts): View<DatasetName> {
  const entries = control.needs.map((name) => [name, facts.records(name)])
  return Object.freeze(Object.fromEntries(entries)) as View<DatasetName>
}

interface Gap {
  readonly dataset: DatasetName
  readonly sentence: string
}

/** What is missing of the needed datasets. Where only a licence is, an empty list may be the truth. */
function gapsOf(control: Control, facts: Facts): readonly Gap[] {
  return control.needs.flatMap((dataset) => {
    const coverage = facts.coverage(dataset)
    if (coverage.state === 'unlicensed' && control.emptyWithoutLicence?.includes(dataset)) return []
    const sentence = gapOf(dataset, coverage)
    return sentence === undefined ? [] : [{ dataset, sentence }]
  })
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
