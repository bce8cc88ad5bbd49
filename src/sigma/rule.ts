/** A Sigma rule and a Sigma correlation as they were written, read and checked, before anything is bound to data. */
import type { Expression } from './expression.ts'
import type { Modifier } from './modifier-names.ts'

/** Where something stands in its file, counted from one. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What a rule says about itself. Author and licence go with every output. */
export interface RuleHead {
  /** The id; where a rule has none, its name or its file. */
  readonly id: string
  /** How correlations may call it. */
  readonly name: string | null
  readonly title: string
  readonly file: string
  /** informational, low, medium, high or critical; null where the rule does not say. */
  readonly level: string | null
  readonly status: string | null
  readonly description: string | null
  readonly author: string | null
  readonly licence: string | null
  readonly references: readonly string[]
  readonly tags: readonly string[]
  readonly falsePositives: readonly string[]
}

export type SigmaValue = string | number | bigint | boolean | null

/** One line of a selection: `field|modifier|modifier: values`. Without a field its values are keywords. */
export interface SigmaItem {
  readonly field: string | null
  readonly modifiers: readonly Modifier[]
  readonly values: readonly SigmaValue[]
  readonly place: Place
}

/** The log that a rule is written for, in Sigma's words. */
export interface SigmaLogSource {
  readonly product: string | null
  readonly service: string | null
  readonly category: string | null
}

export interface SigmaRule {
  readonly kind: 'rule'
  readonly head: RuleHead
  readonly logSource: SigmaLogSource
  readonly condition: Expression<SigmaItem>
}

export const correlationTypes = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const
export type CorrelationType = (typeof correlationTypes)[number]

export const comparisons = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const
export type Comparison = (typeof comparisons)[number]

export interface SigmaCorrelation {
  readonly kind: 'correlation'
  readonly head: RuleHead
  readonly type: CorrelationType
  /** Ids or names of rules. */
  readonly rules: readonly string[]
  readonly groupBy: readonly string[]
  readonly timespanMs: number
  /** All must hold of the count. */
  readonly bounds: readonly { readonly is: Comparison; readonly count: number }[]
  /** The field whose different values `value_count` counts. */
  readonly valueField: string | null
  /** A field of the group → rule → how that rule calls it. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** True when the rules it counts are listed with their own hits too. */
  readonly generate: boolean
}
