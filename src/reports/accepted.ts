import type { Acceptance, AssessedFinding, Assessment } from '#model/assessment.ts'

export type AcceptedFinding = AssessedFinding & { readonly acceptance: Acceptance }

/** What somebody lives with, the first to return first. */
export function acceptedIn({ controls }: Assessment): readonly AcceptedFinding[] {
  const all = controls.flatMap(({ accepted = [] }) => accepted)
  return all.toSorted((one, other) => one.acceptance.until.localeCompare(other.acceptance.until))
}
