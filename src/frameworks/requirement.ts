/**
 * A requirement is one numbered sentence of somebody else's catalogue and the pure functions that answer it. The
 * same engine judges it as a control: it sees the datasets it declares, and what was not read never makes a pass.
 * In which datasets a missing record is part of a proof, each piece of evidence says for itself.
 */
import type { View } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { DeclaredExclusion } from '#model/exclusions.ts'
import type { TenantId } from '#model/ids.ts'
import type { NonEmpty, Outcome } from '#model/outcome.ts'

export const frameworkIds = ['scuba-aad'] as const
export type FrameworkId = (typeof frameworkIds)[number]

/** What a requirement may know beside the records. */
export interface Stated {
  readonly tenant: TenantId
  /** Who is knowingly left out of which requirement. */
  readonly exclusions: readonly DeclaredExclusion[]
  /** The cloud, in ScubaGear's words; undefined when nothing says it. */
  readonly environment: string | undefined
}

/** One way to answer, from the datasets of one kind of input. */
export interface Reading<Needs extends DatasetName = DatasetName> {
  readonly needs: readonly Needs[]
  /** As of a control: datasets any one of which is enough. */
  readonly eitherOf?: readonly Needs[]
  /** As of a control: datasets that are truly empty where their licence is missing. */
  readonly emptyWithoutLicence?: readonly Needs[]
  evaluate(view: View<Needs>, stated: Stated): Outcome
}

export interface Requirement {
  readonly framework: FrameworkId
  /** As the framework numbers it: `MS.AAD.3.1v1`. */
  readonly id: string
  /** Its sentence in short. */
  readonly title: string
  readonly obligation: 'shall' | 'should'
  /** What is looked at, for the reference page. */
  readonly checks: string
  /**
   * In the order of preference: the first one whose datasets were all asked for answers. An export of another tool
   * holds other datasets than Graph does, and says the same with them.
   */
  readonly readings: NonEmpty<Reading>
  /** Pages of Microsoft or CISA. */
  readonly references: NonEmpty<string>
}

/** Declares a requirement; the result is frozen. */
export function defineRequirement(requirement: Requirement): Requirement {
  return Object.freeze(requirement)
}

/** Ties an `evaluate` to the datasets it may see. */
export function reading<const Needs extends DatasetName>(one: Reading<Needs>): Reading<Needs> {
  return Object.freeze(one)
}
