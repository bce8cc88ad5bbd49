/** What passes between the steps of detection. */
import type { DetectionHit } from '#model/detection.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { AtomTable } from '#sigma/atoms.ts'
import type { BoundPart } from '#sigma/bind.ts'
import type { Expression } from '#sigma/expression.ts'
import type { EventRows } from '#store/log-store/detect-rows.ts'
import type { FoundRows, RowKind } from '#store/log-store/detect-shapes.ts'
import type { Classes } from './detect-columns.ts'

/** A rule in one of the logs that it is for. */
export interface RuleInLog {
  /** Its place among all rules. */
  readonly number: number
  readonly part: BoundPart
}

/** Takes the hits as they are found. */
export interface HitSink {
  /** Columns that it wants of the hits of a rule, beside id and time. */
  columnsFor(rule: RuleInLog): readonly string[]
  /** Whether it takes the hits of a rule row by row, for more than listing them. */
  needsRows(rule: RuleInLog): boolean
  /** How many hits of a rule are to be handed over at most. */
  wants(rule: RuleInLog): number
  take(rule: RuleInLog, source: LogSource, found: FoundRows, row: number): void
  /**
   * Begins a run of hits of rules that want all of them and no further columns.
   *
   * @param ordered whether they come in the order of their times
   * @returns the list that the hits of a rule go to
   */
  run(ordered: boolean): (rule: RuleInLog) => DetectionHit[]
  /** Called now and then, so that what was taken can be put away. */
  settle(): Promise<void>
}

/** A rule over numbered atoms, and the kinds of rows on which it is true, or not decided yet. */
export interface JudgedRule extends RuleInLog {
  readonly test: Expression<number>
  readonly matching: number[]
  readonly open: number[]
  count: number
}

/** What is known after the columns were judged. */
export interface JudgedLog {
  readonly source: LogSource
  readonly rows: EventRows
  readonly table: AtomTable
  readonly classes: Classes
  readonly kinds: readonly RowKind[]
}

/** What came of one rule in one log. */
export interface RuleInLogOutcome {
  readonly number: number
  readonly count: number
  /** Fields by name: whether an event has them; null where no event had to be looked at for them. */
  readonly found: ReadonlyMap<string, boolean | null>
  /** Fields that are nowhere and that the rule cannot do without. */
  readonly missing: readonly string[]
}

export interface LogOutcome {
  readonly rows: number
  readonly rules: readonly RuleInLogOutcome[]
}
