import type { Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { table } from '#model/text/table.ts'
import { outcomeWords } from '#model/text/words.ts'
import { outcomesInWords } from '../figures.ts'
import { type Answer, answersOf } from '../requirements.ts'
import { type Page, painted, type Section, title } from './page.ts'

/** What another catalogue asks, in its own numbering. */
export const frameworksSection: Section = (assessment, page) => {
  const ids = Object.keys(assessment.frameworks)
  if (ids.length === 0) return []
  return [...title(page, 'Frameworks'), ...ids.flatMap((id) => frameworkLines(id, assessment, page))]
}

function frameworkLines(id: string, assessment: Assessment, page: Page): string[] {
  const answers = answersOf(assessment, id)
  const outcomes = outcomesInWords(answers.map(({ outcome }) => outcome))
  const words = `${safeText(id)}: ${outcomes || 'no requirement answered'}`
  const lines = table(
    [{ header: '' }, { header: '' }, { header: '', flex: true }],
    answers.map((answer) => rowOf(answer, page)),
    page.width - 2,
  )
  return [...painted(page, '', words, page.ink.strong), ...lines.map((line) => `  ${line}`)]
}

/** The reason matters where something is to be done or known; a plain pass says what it is. */
function rowOf({ id, outcome, title: sentence, reasons }: Answer, { ink }: Page) {
  return [
    { text: outcomeWords[outcome], paint: (text: string) => ink.outcome(outcome, text) },
    id,
    [sentence, ...reasons].filter((part) => part !== '').join(': '),
  ]
}
