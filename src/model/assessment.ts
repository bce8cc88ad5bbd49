/**
 * The result of judging one snapshot: what `keyward assess` prints, what reports render and nothing else.
 * Its JSON form is the published one (docs/guide/json.md); change it only with `schemaVersion`.
 */
import type { SeenItem } from './claims.ts'
import type { PracticeId } from './control.ts'
import type { Coverage } from './coverage.ts'
import type { DatasetName } from './datasets.ts'
import type { BlastRadius, Fact, OutcomeState, Subject } from './outcome.ts'
import type { Severity } from './severity.ts'
import type { SignInMatrix } from './sign-in-matrix.ts'

export const assessmentSchemaVersion = 1

/** `accepted`: somebody lives with it until a day. */
export type FindingState = 'open' | 'fixed' | 'reopened' | 'accepted'

/** Who accepted a finding, until when, and why. */
export interface Acceptance {
  readonly author: string
  readonly reason: string
  readonly at: string
  readonly until: string
}

export interface AssessedFinding {
  readonly id: string
  readonly subject: Subject
  readonly severity: Severity
  readonly blastRadius: BlastRadius
  /** `open` since `firstSeen`, `reopened` when it had been fixed or accepted before. */
  readonly state: Exclude<FindingState, 'fixed'>
  readonly firstSeen: string
  readonly summary: string
  readonly evidence: readonly Fact[]
  readonly wouldPassIf?: string
  readonly remediation: readonly string[]
  /** Whether somebody can vouch for the subject (`keyward attest`): the question is then who it is. */
  readonly attestable?: boolean
  /** What an attestation of the subject would cover as it is now; not in the published form. */
  readonly items?: readonly SeenItem[]
}

export interface AssessedControl {
  readonly id: string
  readonly title: string
  readonly practice: PracticeId
  readonly severity: Severity
  readonly needs: readonly DatasetName[]
  readonly outcome: OutcomeState
  readonly examined: number
  /** Reasons of an unknown, of the undecided rest of a fail, or of notApplicable; the note of a pass. */
  readonly because?: readonly string[]
  /** Subjects that could not be decided beside the findings. */
  readonly undecided?: number
  readonly rationale: string
  readonly references: readonly string[]
  readonly findings: readonly AssessedFinding[]
  /** Findings that somebody accepted as they are; left out when there are none. They do not count as failures. */
  readonly accepted?: readonly (AssessedFinding & { readonly acceptance: Acceptance })[]
}

/** The answer to one requirement of a framework. */
export interface AssessedRequirement {
  readonly framework: string
  readonly id: string
  readonly title: string
  readonly obligation: 'shall' | 'should'
  readonly outcome: OutcomeState
  /** What speaks against it, why it is unknown or not asked, or what to know of a pass. */
  readonly because: readonly string[]
}

export interface DatasetCoverage {
  readonly state: Coverage['state']
  readonly because?: string
  /** Permissions (denied) or the licence (unlicensed) that would open it. */
  readonly missing?: readonly string[]
  readonly records: number
  /** Broken records set aside; left out when there are none. */
  readonly quarantined?: number
}

export interface Assessment {
  readonly schemaVersion: typeof assessmentSchemaVersion
  readonly tenant: { readonly id: string; readonly name?: string }
  /** The time judged at, ISO 8601. */
  readonly assessedAt: string
  readonly snapshot: string
  readonly collectedAt: string
  readonly controls: readonly AssessedControl[]
  readonly frameworks: Readonly<Record<string, Readonly<Record<string, OutcomeState>>>>
  /** The same answers with their reasons; left out when no framework was asked for. */
  readonly requirements?: readonly AssessedRequirement[]
  /** Who can sign in how; left out where nobody asked. */
  readonly signIns?: SignInMatrix
  readonly coverage: Readonly<Partial<Record<DatasetName, DatasetCoverage>>>
  /** What the reader should know of the input itself: ignored files, broken records, clock surprises. */
  readonly notices: readonly string[]
}
