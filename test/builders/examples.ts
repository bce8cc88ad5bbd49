import type { Control } from '#model/control.ts'
import type { Coverage } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Decisions } from '#model/decisions.ts'
import type { OutcomeState } from '#model/outcome.ts'
import type { Severity } from '#model/severity.ts'
import type { TenantRecords } from './tenant.ts'

/** One case of a control: the good base with one thing changed, and what has to come out. */
export interface Example {
  /** A sentence about behaviour; it becomes a line of the reference page. */
  readonly name: string
  readonly given: TenantRecords
  readonly then: OutcomeState
  /** Ids of the violating (or to be reviewed) subjects, where it matters who. */
  readonly subjects?: readonly string[]
  /** Matches a reason of an unknown or notApplicable, a summary of the evidence, or the note of a pass. */
  readonly because?: RegExp
  /** The severity of every finding. */
  readonly severity?: Severity
  readonly decisions?: Decisions
  /** Datasets that were not read whole; all others are complete. */
  readonly coverage?: Readonly<Partial<Record<DatasetName, Coverage>>>
}

export interface Examples {
  readonly control: Control
  readonly examples: readonly Example[]
}

/** Ties examples to their control. */
export function defineExamples(control: Control, examples: readonly Example[]): Examples {
  return { control, examples }
}
