/** What passes between the steps of detection. */
import type { LogSource } from '#model/events/log-event.ts'
import type { AtomTable } from '#sigma/atoms.ts'
import type { BoundPart } from '#sigma/bind.ts'
import type { Expression } from '#sigma/expression.ts'
import type { EventRows, FoundRows, RowKind } from '#store/log-store/detect-rows.ts'
import type { Classes } from './detect-columns.ts'
import type { TimedHits } from './detect-order.ts'

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
  /** The same for several rules that want all hits and no further columns. */
  takeAll(rules: readonly RuleInLog[], run: TimedHits): void
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
