/** The questions of the letter as a file that a provider fills in and sends back. */
import type { Question } from '#access/partners/plans/letter.ts'
import { csvLine } from '../csv-line.ts'

export interface Questionnaire {
  /** The id that the answers are kept under. */
  readonly partner: string
  /** What the customer calls it, for the reader. */
  readonly name: string
  readonly from: string
  /** ISO 8601 day. */
  readonly date: string
  readonly questions: readonly Question[]
}

const COLUMNS = ['partner', 'name', 'question', 'asks', 'evidence', 'answer'] as const

/** A row a question; the last cell is the provider's. */
export function questionnaireCsv({ partner, name, questions }: Questionnaire): string {
  const rows = questions.map(({ id, asks, evidence }) => csvLine([partner, name, id, asks, evidence, '']))
  return [csvLine(COLUMNS), ...rows].join('')
}

/** The same for a program; `answer` is the provider's. */
export function questionnaireJson({ questions, ...head }: Questionnaire): string {
  const rows = questions.map(({ id, asks, evidence }) => ({ question: id, asks, evidence, answer: '' }))
  return `${JSON.stringify({ ...head, questions: rows }, null, 2)}\n`
}
