import type { OutcomeState } from '#model/outcome.ts'
import { safeText } from '#model/text/safe-text.ts'
import { table } from '#model/text/table.ts'
import { outcomeWords } from '#model/text/words.ts'
import { outcomesInWords } from '../figures.ts'
import { type Page, painted, type Section, title } from './page.ts'

/** The same verdicts in the numbering of somebody else's catalogue. */
export const frameworksSection: Section = ({ frameworks }, page) => {
  const entries = Object.entries(frameworks)
  if (entries.length === 0) return []
  return [
    ...title(page, 'Frameworks'),
    ...entries.flatMap(([id, answers]) => frameworkLines(id, answers, page)),
  ]
}

function frameworkLines(id: string, answers: Readonly<Record<string, OutcomeState>>, page: Page): string[] {
  const rows = Object.entries(answers).map(([requirement, outcome]) => [
    { text: outcomeWords[outcome], paint: (text: string) => page.ink.outcome(outcome, text) },
    safeText(requirement),
  ])
  const words = `${safeText(id)}: ${outcomesInWords(Object.values(answers)) || 'no requirement answered'}`
  const lines = table([{ header: '' }, { header: '', flex: true }], rows, page.width - 2)
  return [...painted(page, '', words, page.ink.strong), ...lines.map((line) => `  ${line}`)]
}
