import { type Evidence, isNonEmpty, type NonEmpty, type Outcome } from './outcome.ts'

/** Distinct reasons are kept up to here; a million accounts share a handful. */
const MOST_REASONS = 20

/**
 * Adds up the verdicts on single subjects into one outcome. Controls use it instead of building outcomes by
 * hand, so that "nothing to examine" can never come out as a pass and one undecided subject never as one either.
 *
 * @example
 * const tally = new Tally()
 * for (const account of accounts) {
 *   if (isCovered(account)) tally.ok()
 *   else tally.violation({ subject, summary, facts, blastRadius: 'account' })
 * }
 * return tally.outcome('there is no enabled account')
 */
export class Tally {
  #ok = 0
  #undecided = 0
  readonly #violations: Evidence[] = []
  readonly #reviews: Evidence[] = []
  readonly #reasons = new Set<string>()

  /** The subject is as it should be. */
  ok(): void {
    this.#ok += 1
  }

  /** The subject violates the control, proven by the evidence. */
  violation(evidence: Evidence): void {
    this.#violations.push(evidence)
  }

  /** A person has to look at the subject. */
  review(evidence: Evidence): void {
    this.#reviews.push(evidence)
  }

  /** The subject cannot be decided; `because` goes to the reader. */
  unknown(because: string): void {
    this.#undecided += 1
    if (this.#reasons.size < MOST_REASONS) this.#reasons.add(because)
  }

  /** Whether any subject violates the control so far. */
  get hasViolations(): boolean {
    return this.#violations.length > 0
  }

  /**
   * The outcome over all subjects; worst first: fail, unknown, needsReview, pass.
   * @param nothing the reason for notApplicable when no subject was examined
   * @param note what a reader should know about a pass
   */
  outcome(nothing: string, note?: string): Outcome {
    const examined = this.#ok + this.#undecided + this.#violations.length + this.#reviews.length
    if (examined === 0) return { outcome: 'notApplicable', examined: 0, because: nothing }
    if (isNonEmpty(this.#violations)) return this.#fail(examined, this.#violations)
    const reasons = [...this.#reasons]
    if (isNonEmpty(reasons)) return { outcome: 'unknown', examined, because: reasons }
    if (isNonEmpty(this.#reviews)) return { outcome: 'needsReview', examined, evidence: this.#reviews }
    return { outcome: 'pass', examined, ...(note === undefined ? {} : { note }) }
  }

  #fail(examined: number, evidence: NonEmpty<Evidence>): Outcome {
    const rest = { undecided: this.#undecided, because: [...this.#reasons] }
    return { outcome: 'fail', examined, evidence, proven: evidence.length, rest }
  }
}
