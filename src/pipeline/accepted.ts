/** Takes out of an outcome what somebody accepted: a finding is what facts and decisions together do not explain. */
import { claimsOfFinding } from '#access/seen-in-evidence.ts'
import { differenceOf, itemsOf } from '#model/claims.ts'
import type { Control } from '#model/control.ts'
import type { Attestation, Decisions } from '#model/decisions.ts'
import { type Evidence, isNonEmpty, type Outcome } from '#model/outcome.ts'

export interface AcceptedEvidence {
  readonly evidence: Evidence
  readonly acceptance: Attestation
}

export interface Settled {
  readonly outcome: Outcome
  readonly accepted: readonly AcceptedEvidence[]
}

/**
 * Splits off what is accepted as it is now. What gained since, and what was accepted until a day that has come, stays.
 * What remains undecided beside it stays undecided: an acceptance proves nothing.
 */
export function withAcceptances(
  control: Pick<Control, 'id' | 'severity'>,
  outcome: Outcome,
  decisions: Decisions,
  now: Date,
): Settled {
  if (outcome.outcome !== 'fail' && outcome.outcome !== 'needsReview') return { outcome, accepted: [] }
  const acceptances = acceptancesOf(control.id, decisions, now)
  if (acceptances.size === 0) return { outcome, accepted: [] }
  const accepted: AcceptedEvidence[] = []
  const left: Evidence[] = []
  for (const evidence of outcome.evidence) {
    const acceptance = (acceptances.get(evidence.subject.id) ?? []).find((one) =>
      covers(one, control, evidence, decisions),
    )
    if (acceptance === undefined) left.push(evidence)
    else accepted.push({ evidence, acceptance })
  }
  return { outcome: remaining(outcome, left, accepted.length), accepted }
}

function acceptancesOf(
  control: string,
  { attestations }: Decisions,
  now: Date,
): ReadonlyMap<string, readonly Attestation[]> {
  const valid = attestations.filter(
    (it) => it.kind === 'accept' && it.control === control && Date.parse(it.until) > now.getTime(),
  )
  return Map.groupBy(valid, ({ subject }) => subject)
}

function covers(
  { items }: Attestation,
  { severity }: Pick<Control, 'severity'>,
  evidence: Evidence,
  { fingerprint }: Decisions,
): boolean {
  const claims = claimsOfFinding({ severity, ...evidence })
  return differenceOf(itemsOf(claims, fingerprint), items).gains.length === 0
}

type Found = Extract<Outcome, { outcome: 'fail' | 'needsReview' }>

function remaining(outcome: Found, left: readonly Evidence[], accepted: number): Outcome {
  if (accepted === 0) return outcome
  const { examined } = outcome
  if (isNonEmpty(left)) {
    return outcome.outcome === 'fail'
      ? { ...outcome, evidence: left, proven: left.length }
      : { ...outcome, evidence: left }
  }
  const note = `${accepted} accepted as ${accepted === 1 ? 'it is' : 'they are'}`
  if (outcome.outcome === 'needsReview' || outcome.rest.undecided === 0) {
    return { outcome: 'pass', examined, note }
  }
  const [because, ...others] = outcome.rest.because
  return { outcome: 'unknown', examined, because: [because ?? 'some were not decided', ...others, note] }
}
