/** The name under which hits of a rule are kept among the findings. */

const PREFIX = 'detection/'

/** What stands in the place of a control for a rule. */
export function detectionControl(ruleId: string): string {
  return `${PREFIX}${ruleId}`
}

/** True for findings that came from logs: what happened is never undone by looking again (decision 017). */
export function isDetectionControl(control: string): boolean {
  return control.startsWith(PREFIX)
}
