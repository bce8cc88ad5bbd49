import type { AssessedControl, Assessment } from '#model/assessment.ts'
import { atLeast, type Severity } from '#model/severity.ts'

/** True when something at or above the threshold fails, or is unknown and that counts. */
export function meetsThreshold(
  { controls }: Assessment,
  threshold: Severity,
  allowUnknown: boolean,
): boolean {
  return controls.some(
    (control) => fails(control, threshold) || (!allowUnknown && isUnknown(control, threshold)),
  )
}

function fails({ outcome, findings }: AssessedControl, threshold: Severity): boolean {
  return outcome === 'fail' && findings.some(({ severity }) => atLeast(severity, threshold))
}

/** The undecided rest of a fail counts as unknown too. */
function isUnknown({ outcome, severity, because, undecided }: AssessedControl, threshold: Severity): boolean {
  const open =
    outcome === 'unknown' || (outcome === 'fail' && (undecided !== undefined || because !== undefined))
  return open && atLeast(severity, threshold)
}
