/**
 * What an assessment changes in the findings that were known: opened, reopened, fixed. A finding is fixed only when
 * its control decided about everything; what could not be looked at stays as it was.
 */
import type { AssessedControl, FindingState } from '#model/assessment.ts'
import { isDetectionControl } from '#model/detection-finding.ts'
import type { FindingChanges } from '#store/decisions/findings.ts'

export type KnownFindings = ReadonlyMap<
  string,
  { readonly control: string; readonly state: FindingState; readonly firstSeen: string }
>

export const nothingKnown: KnownFindings = new Map()

/** The changes to write. */
export function reconcile(
  controls: readonly AssessedControl[],
  known: KnownFindings,
  now: Date,
  snapshot: string,
): FindingChanges {
  const seen = controls.flatMap(({ id: control, findings, accepted = [] }) =>
    [...findings, ...accepted].map((finding) => ({
      control,
      finding,
      event: isNews(finding.state, known.get(finding.id)?.state),
    })),
  )
  const present = new Set(seen.map(({ finding }) => finding.id))
  const decided = new Map(controls.map((control) => [control.id, isDecided(control)]))
  const fixed = [...known]
    // A control that this version does not have any more finds nothing.
    .filter(
      ([id, { control, state }]) =>
        state !== 'fixed' &&
        decided.get(control) !== false &&
        !present.has(id) &&
        // What happened is not undone by settings that are in order now.
        !isDetectionControl(control),
    )
    .map(([id]) => id)
  return { at: now.toISOString(), snapshot, seen, fixed }
}

function isNews(now: FindingState, before: FindingState | undefined): boolean {
  if (before === undefined || before === 'fixed') return true
  return (now === 'accepted') !== (before === 'accepted')
}

/** Absence of a finding means something only when nothing was left out. */
function isDecided({ outcome, because, undecided }: AssessedControl): boolean {
  if (outcome === 'pass' || outcome === 'notApplicable' || outcome === 'needsReview') return true
  return outcome === 'fail' && because === undefined && undecided === undefined
}
