/**
 * What an assessment changes in the findings that were known: opened, reopened, fixed. A finding is fixed only when
 * its control decided about everything; what could not be looked at stays as it was.
 */
import type { AssessedControl } from '#model/assessment.ts'
import type { FindingChanges } from '#store/decisions/findings.ts'

export type KnownFindings = ReadonlyMap<
  string,
  { readonly control: string; readonly state: 'open' | 'fixed' | 'reopened'; readonly firstSeen: string }
>

export const nothingKnown: KnownFindings = new Map()

/** The changes to write. */
export function reconcile(
  controls: readonly AssessedControl[],
  known: KnownFindings,
  now: Date,
  snapshot: string,
): FindingChanges {
  const seen = controls.flatMap(({ id: control, findings }) =>
    findings.map((finding) => ({ control, finding, event: isNews(known.get(finding.id)?.state) })),
  )
  const present = new Set(seen.map(({ finding }) => finding.id))
  const decided = new Set(controls.filter(isDecided).map(({ id }) => id))
  const fixed = [...known]
    .filter(([id, { control, state }]) => state !== 'fixed' && decided.has(control) && !present.has(id))
    .map(([id]) => id)
  return { at: now.toISOString(), snapshot, seen, fixed }
}

function isNews(before: 'open' | 'fixed' | 'reopened' | undefined): boolean {
  return before === undefined || before === 'fixed'
}

/** Absence of a finding means something only when nothing was left out. */
function isDecided({ outcome, because, undecided }: AssessedControl): boolean {
  if (outcome === 'pass' || outcome === 'notApplicable' || outcome === 'needsReview') return true
  return outcome === 'fail' && because === undefined && undecided === undefined
}
