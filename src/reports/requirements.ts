import type { Assessment } from '#model/assessment.ts'
import type { OutcomeState } from '#model/outcome.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'

/** One answer of a framework, safe to show. */
export interface Answer {
  readonly id: string
  readonly outcome: OutcomeState
  /** Empty where only the answer is known. */
  readonly title: string
  readonly reasons: readonly string[]
}

const REASON_COLUMNS = 300

/** The answers of one framework with what is known of each. */
export function answersOf(
  { frameworks, requirements = [] }: Assessment,
  framework: string,
): readonly Answer[] {
  return Object.entries(frameworks[framework] ?? {}).map(([id, outcome]) => {
    const one = requirements.find((each) => each.framework === framework && each.id === id)
    return {
      id: safeText(id),
      outcome,
      title: safeText(one?.title ?? ''),
      reasons: (one?.because ?? []).map((reason) => cut(safeText(reason), REASON_COLUMNS)),
    }
  })
}
