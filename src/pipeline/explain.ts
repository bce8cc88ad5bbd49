/** Joins a finding with its control, for `keyward explain`. */
import { allControls } from '#controls/controls.generated.ts'
import type { AssessedControl } from '#model/assessment.ts'
import type { StoredFinding } from '#store/decisions/findings.ts'

/** The control behind a finding, with this finding as its only one. */
export function controlBehind({ control: id, finding }: StoredFinding): AssessedControl {
  const control = allControls.find((one) => one.id === id)
  if (!control) throw new Error(`the control ${id} of a stored finding does not exist any more`)
  const { title, practice, severity, needs, rationale, references } = control
  return {
    id,
    title,
    practice,
    severity,
    needs,
    outcome: 'fail',
    examined: 1,
    rationale,
    references,
    findings: [finding],
  }
}
