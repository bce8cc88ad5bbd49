/** `keyward explain`: the path from record to control to verdict, so that nobody has to believe a finding. */
import type { AssessedControl, AssessedFinding, Assessment, DatasetCoverage } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import { inkFor } from '#model/text/paint.ts'
import type { Lines } from './explain-lines.ts'
import {
  controlPart,
  historyPart,
  recordsPart,
  referencesPart,
  remediationPart,
  top,
  verdictPart,
} from './explain-parts.ts'

/** Everything there is to say about one finding; its JSON form is this object. */
export interface Explanation {
  readonly finding: AssessedFinding
  readonly control: AssessedControl
  readonly tenant: Assessment['tenant']
  readonly snapshot: string
  readonly collectedAt: string
  readonly records: readonly ExplainedRecord[]
  /** Declarations that were tried and would end the finding. */
  readonly wouldPassIfDeclared?: readonly { readonly kind: string; readonly subject: string }[]
  readonly history: readonly { readonly at: string; readonly state: string }[]
}

/** A record the verdict rests on; undefined where the snapshot does not hold it. */
export interface ExplainedRecord {
  readonly dataset: DatasetName
  readonly id: string
  readonly record: Readonly<Record<string, unknown>> | undefined
  readonly coverage: DatasetCoverage
}

const NARROWEST = 40
const WIDEST = 120

/** The explanation for a person. */
export function renderExplanation(
  explanation: Explanation,
  options: { readonly colour: boolean; readonly width: number },
): string {
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(options.width) || NARROWEST))
  const lines: Lines = { ink: inkFor(options.colour), width }
  const parts = [top, recordsPart, controlPart, verdictPart, remediationPart, historyPart, referencesPart]
  const shown = parts.map((part) => part(explanation, lines)).filter((part) => part.length > 0)
  return `${shown.map((part) => part.join('\n')).join('\n\n')}\n`
}
