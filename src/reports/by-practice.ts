import type { AssessedControl } from '#model/assessment.ts'
import type { PracticeId } from '#model/control.ts'
import { severities } from '#model/severity.ts'
import { outcomeOrder, practiceIds } from '#model/text/words.ts'

/** The practices that have controls, in Microsoft's order; within one, what asks for attention comes first. */
export function byPractice(controls: readonly AssessedControl[]): [PracticeId, AssessedControl[]][] {
  const groups = Map.groupBy(controls, ({ practice }) => practice)
  return practiceIds
    .filter((id) => groups.has(id))
    .map((id) => [id, (groups.get(id) ?? []).toSorted(byAttention)])
}

function byAttention(a: AssessedControl, b: AssessedControl): number {
  return (
    outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    (a.id < b.id ? -1 : 1)
  )
}

/** Practices that nothing in this assessment looks at. */
export function practicesWithoutControls(controls: readonly AssessedControl[]): PracticeId[] {
  return practiceIds.filter((id) => controls.every(({ practice }) => practice !== id))
}
