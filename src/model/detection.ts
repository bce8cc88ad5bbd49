/** What rules found in the logs, and what they could not look at. */
import type { LogSource } from './events/log-event.ts'

/**
 * `ran`: every event of its logs was judged. `off`: placeholders are not set. `unbound`: its logs or a field that it
 * cannot do without are nowhere in the data. `rejected`: the rule cannot be read.
 */
export type RuleStatus = 'ran' | 'off' | 'unbound' | 'rejected'

/** A field of a rule, and where it was looked for. */
export interface FieldReport {
  readonly field: string
  /** Columns of ours, places inside them, or `raw:` and a path. */
  readonly places: readonly string[]
  /** Whether any event that was looked at has it; null where none had to be looked at. */
  readonly found: boolean | null
}

/** An event that a rule matches; of a correlation, the event with which it came true. */
export interface DetectionHit {
  readonly eventId: string
  /** ISO 8601; null for an event whose time is lost. */
  readonly time: string | null
  readonly source: LogSource
  /** Of a correlation: what its events have in common, how many they are, and the last of them. */
  readonly group?: Readonly<Record<string, string>>
  readonly count?: number
  readonly events?: readonly string[]
}

export interface RuleReport {
  readonly id: string
  readonly title: string
  /** informational, low, medium, high or critical; null where the rule does not say. */
  readonly level: string | null
  readonly status: RuleStatus
  readonly because?: string
  /** Of a rule that ran: logs that it is for as well and that are not there, so that nobody looked in them. */
  readonly partly?: string
  readonly author: string | null
  readonly licence: string | null
  readonly file: string
  readonly fields: readonly FieldReport[]
  /** All hits, also those that are not listed. */
  readonly count: number
  /** In the order of their times. */
  readonly hits: readonly DetectionHit[]
}

export interface DetectionReport {
  readonly rules: readonly RuleReport[]
}
