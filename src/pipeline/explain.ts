/** Joins a finding with its control, for `keyward explain`. */
import { allControls } from '#controls/controls.generated.ts'
import type { AssessedControl } from '#model/assessment.ts'
import { KeywardError } from '#model/errors.ts'
import type { StoredFinding } from '#store/decisions/findings.ts'

/** The control behind a finding, with this finding as its only one. */
export function controlBehind({ control: id, finding }: StoredFinding): AssessedControl {
  const control = allControls.find((one) => one.id === id)
  if (!control) throw new KeywardError('control-retired', { value: finding.id })
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
