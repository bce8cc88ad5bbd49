import type { AssessedFinding } from '#model/assessment.ts'
import type { Subject } from '#model/outcome.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'

/** A longer name says nothing more to a reader, and 10,000 characters of it hide the sentence around it. */
export const NAME_COLUMNS = 40
const SUMMARY_COLUMNS = 300

/** The subject's name as a person may see it. A subject without a name is called by its id. */
export function nameOf(subject: Subject): string {
  return cut(safeText(subject.name.trim() === '' ? subject.id : subject.name), NAME_COLUMNS)
}

/** The finding's sentence, with a long name in it cut rather than the words that matter. */
export function summaryOf({ subject, summary }: AssessedFinding): string {
  const shortened = subject.name === '' ? summary : summary.replaceAll(subject.name, () => nameOf(subject))
  return cut(safeText(shortened), SUMMARY_COLUMNS)
}
