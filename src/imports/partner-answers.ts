/**
 * The questionnaire of the letter as a provider sends it back. What cannot be read is named, and the rest is taken: each
 * answer stands for itself.
 */
import { z } from 'zod'
import { defineDataset } from '#model/dataset.ts'
import { type Form, readFilledIn, unguarded } from './filled-in.ts'

/** A row of the questionnaire; texts as they were typed, trimmed. */
export interface AnswerRow {
  /** Whose answer it is, by id or name; empty where the file does not say. */
  readonly partner: string
  /** Of the question, in lower case. */
  readonly question: string
  /** Empty: not answered. */
  readonly answer: string
}

export interface ReadAnswers {
  readonly rows: readonly AnswerRow[]
  /** What was left out, each with its reason. */
  readonly ignored: readonly string[]
}

const text = z.string().trim().nullish()

const form: Form = {
  dataset: defineDataset({
    name: 'partnerAnswers',
    title: 'The questionnaire of the letter, with the answers of one provider',
    key: ['question'],
    columns: ['question', 'partner', 'answer'],
    record: z.object({ question: z.string().trim().min(1).toLowerCase(), partner: text, answer: text }),
  }),
  optional: ['partner'],
  rows: 'questions',
  whose: 'partner',
}

/** Reads the file. @throws Error with the reason in words, when it is no questionnaire at all */
export async function readAnswers(file: string, bytes: Uint8Array): Promise<ReadAnswers> {
  const { records, broken } = await readFilledIn(form, file, bytes)
  return { rows: records.map(rowOf), ignored: broken }
}

function rowOf({ partner, question, answer }: Readonly<Record<string, unknown>>): AnswerRow {
  const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
  return { partner: unguarded(textOf(partner)), question: textOf(question), answer: textOf(answer) }
}
