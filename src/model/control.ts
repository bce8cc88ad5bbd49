/**
 * A control is one sentence about a tenant and the pure function that proves or refutes it. It declares the
 * datasets it reads and sees no other; the engine, not the author, turns missing data into unknown.
 */
import type { DatasetName, DatasetRecord } from './datasets.ts'
import type { Decisions } from './decisions.ts'
import type { Outcome } from './outcome.ts'
import type { Severity } from './severity.ts'

/** The practices of Microsoft's "Customer security best practices", in the order of the page's bullets. */
export type PracticeId = 'p1' | 'p2' | 'p3' | 'p4' | 'p5' | 'p6' | 'p7' | 'p8' | 'p9' | 'p10'

/** The records of the declared datasets; a dataset that was not read is an empty list here. */
export type View<Needs extends DatasetName> = { readonly [Name in Needs]: readonly DatasetRecord<Name>[] }

export interface Circumstances {
  /** The time to judge at; controls have no clock. */
  readonly now: Date
  readonly decisions: Decisions
}

export interface Control<Needs extends DatasetName = DatasetName> {
  /** The file's path under controls/, without ending. */
  readonly id: string
  /** The sentence it proves. */
  readonly title: string
  readonly practice: PracticeId
  readonly severity: Severity
  readonly needs: readonly Needs[]
  /**
   * Datasets in which a *missing* record is part of the proof of a violation ("no policy covers this account").
   * While one of them is incomplete the engine accepts no violation; in every other dataset of `needs` the
   * records that are present prove what they prove.
   */
  readonly absences: readonly Needs[]
  /**
   * Datasets that exist only with a licence: where the tenant does not have it, there is nothing to read and the
   * empty list is the truth (no PIM, no eligible administrators).
   */
  readonly emptyWithoutLicence?: readonly Needs[]
  /**
   * Datasets that answer the same question, so that one of them read whole is enough: what the others lack holds
   * nothing back, and what one says counts without the others' confirmation.
   */
  readonly eitherOf?: readonly Needs[]
  /**
   * Datasets that name things, or add what another control judges: what is missing of them changes words and no
   * verdict.
   */
  readonly supplements?: readonly Needs[]
  readonly rationale: string
  readonly remediation: readonly string[]
  /** Pages of Microsoft or CISA. */
  readonly references: readonly string[]
  evaluate(view: View<Needs>, circumstances: Circumstances): Outcome
}

/**
 * Declares a control. The types refuse an `evaluate` that reads a dataset outside `needs`.
 *
 * @example
 * export const securityDefaultsOn = defineControl({
 *   id: 'mfa/security-defaults-on', title: 'Security defaults are on', needs: ['identitySecurity…'], …
 * })
 */
export function defineControl<const Needs extends DatasetName>(control: Control<Needs>): Control<Needs> {
  return Object.freeze(control)
}

/** The datasets that a verdict rests on: those that only supplement it are left out. */
export function decidingNeeds({ needs, supplements = [] }: Control): readonly DatasetName[] {
  return needs.filter((dataset) => !supplements.includes(dataset))
}
