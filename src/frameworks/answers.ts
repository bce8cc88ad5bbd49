/** How requirements answer: about the tenant as a whole, with the records that decided. */
import type { TenantId } from '#model/ids.ts'
import { type Evidence, type Fact, isNonEmpty, type NonEmpty, type Outcome } from '#model/outcome.ts'

/** What speaks against the tenant, and the datasets in which a missing record would be part of that proof. */
export type Violation = Pick<Evidence, 'summary' | 'facts' | 'absences'>

/** The sentence about one violation. */
export function violation(summary: string, ...facts: readonly Fact[]): Violation {
  return { summary, facts }
}

/** Met, after so many objects were looked at. */
export function met(examined: number, note?: string): Outcome {
  return { outcome: 'pass', examined, ...(note === undefined ? {} : { note }) }
}

/** A person has to look at it. */
export function toReview(tenant: TenantId, examined: number, what: Violation): Outcome {
  return { outcome: 'needsReview', examined, evidence: evidenceOf(tenant, [what]) }
}

/** Not to be told from what was read. */
export function notKnown(because: string, ...more: readonly string[]): Outcome {
  return { outcome: 'unknown', examined: 0, because: [because, ...more] }
}

/** Asks nothing of this tenant. */
export function notAsked(because: string): Outcome {
  return { outcome: 'notApplicable', examined: 0, because }
}

/** Worst first: what violates, then what cannot be told, then that all is well. */
export function answer(
  tenant: TenantId,
  examined: number,
  violations: readonly Violation[],
  open: readonly string[] = [],
  note?: string,
): Outcome {
  if (isNonEmpty(violations)) {
    const rest = { undecided: open.length, because: open }
    const evidence = evidenceOf(tenant, violations)
    return { outcome: 'fail', examined, evidence, proven: violations.length, rest }
  }
  if (isNonEmpty(open)) return { outcome: 'unknown', examined, because: open }
  return examined === 0 ? notKnown('what was read holds no record of it') : met(examined, note)
}

function evidenceOf(tenant: TenantId, [first, ...more]: NonEmpty<Violation>): NonEmpty<Evidence> {
  const about = (one: Violation): Evidence => ({
    subject: { type: 'tenant', id: tenant, name: 'the tenant' },
    blastRadius: 'tenant',
    ...one,
  })
  return [about(first), ...more.map(about)]
}
