/**
 * What a control says of a tenant. Pass carries how many objects were examined, a fail at least one piece of
 * evidence, and unknown its reason: the three things whose absence made other tools untrustworthy.
 */
import type { Claim } from './claims.ts'
import type { DatasetName } from './datasets.ts'
import type { Severity } from './severity.ts'

export type NonEmpty<T> = readonly [T, ...T[]]

/** What a finding is about. `id` is stable across runs; `name` is for people and may be hostile text. */
export interface Subject {
  readonly type: SubjectType
  readonly id: string
  readonly name: string
}

export type SubjectType =
  | 'tenant'
  | 'account'
  | 'group'
  | 'servicePrincipal'
  | 'principal'
  | 'policy'
  | 'domain'
  | 'partner'
  | 'roster'
  | 'roleAssignment'
  | 'guestType'
  | 'subscription'

/** One record (or several fields of it) that the verdict rests on. */
export interface Fact {
  readonly dataset: DatasetName
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * How far the harm reaches if this is abused: the whole tenant, a privileged part of it, or one account.
 * The first report is ordered by it.
 */
export type BlastRadius = 'tenant' | 'privileged' | 'account'

/** Why one subject violates a control. */
export interface Evidence {
  readonly subject: Subject
  /** One sentence in the reader's words. */
  readonly summary: string
  readonly facts: readonly Fact[]
  readonly blastRadius: BlastRadius
  /** When this subject weighs more or less than the control's own severity. */
  readonly severity?: Severity
  /** What would turn this subject's verdict into a pass. */
  readonly wouldPassIf?: string
  /**
   * Datasets in which a *missing* record is part of the proof of this one violation (compare `Control.absences`,
   * which holds for all of them): while one is incomplete the engine sets this evidence aside as undecided.
   */
  readonly absences?: readonly DatasetName[]
  /** What an attestation of this subject covers as it is now; only where one can be attested. */
  readonly claims?: readonly Claim[]
}

export type Outcome =
  | { readonly outcome: 'pass'; readonly examined: number; readonly note?: string }
  | {
      readonly outcome: 'fail'
      readonly examined: number
      readonly evidence: NonEmpty<Evidence>
      /** How many subjects are proven to violate (= evidence.length). */
      readonly proven: number
      /** Subjects that could not be decided, and why; empty when all were. */
      readonly rest: { readonly undecided: number; readonly because: readonly string[] }
    }
  | {
      readonly outcome: 'unknown'
      readonly examined: number
      readonly because: NonEmpty<string>
    }
  | { readonly outcome: 'notApplicable'; readonly examined: 0; readonly because: string }
  | { readonly outcome: 'needsReview'; readonly examined: number; readonly evidence: NonEmpty<Evidence> }

export type OutcomeState = Outcome['outcome']

/** Narrows an array to one with at least one element. */
export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0
}
