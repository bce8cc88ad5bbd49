/**
 * The questionnaire as a provider sends it back: a CSV or a JSON that somebody elsewhere filled in, so that nothing in
 * it is believed. What cannot be read is named, and the rest is taken: each answer stands for itself.
 */
import { z } from 'zod'
import { defineDataset, parseRecord } from '#model/dataset.ts'
import { tableOf } from './csv/table.ts'

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

/** There are seven questions; a file with this many rows is none of ours. */
const MOST_ROWS = 200

const text = z.string().trim().nullish()

/** Not among the datasets that are collected: nothing but this reads it. */
const questionnaire = defineDataset({
  name: 'partnerAnswers',
  title: 'The questionnaire of the letter, with the answers of one provider',
  key: ['question'],
  columns: ['question', 'partner', 'answer'],
  record: z.object({ question: z.string().trim().min(1).toLowerCase(), partner: text, answer: text }),
})

/**
 * Reads the file by its content: JSON begins with a bracket or a brace, and nothing else does.
 * @throws Error with the reason in words, when it is no questionnaire at all
 */
export async function readAnswers(file: string, bytes: Uint8Array): Promise<ReadAnswers> {
  return isJson(bytes) ? inJson(bytes) : inTable(file, bytes)
}

function isJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()
  return start.startsWith('{') || start.startsWith('[')
}

async function inTable(file: string, bytes: Uint8Array): Promise<ReadAnswers> {
  const table = tableOf(questionnaire, file, once(bytes))
  const rows: AnswerRow[] = []
  const ignored: string[] = []
  for await (const page of table.pages) {
    ignored.push(...page.broken.map(({ reason }) => reason))
    rows.push(...page.records.map(rowOf))
    if (rows.length + ignored.length > MOST_ROWS) throw new Error(`it has more than ${MOST_ROWS} rows`)
  }
  const lacks = table.lacks()
  if (lacks !== undefined && !/^the file lacks 1 column: partner$/.test(lacks)) throw new Error(lacks)
  return { rows, ignored }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Either a list of rows, or what `--questionnaire --format json` writes: whose it is, and the questions. */
const Sent = z.union([
  z.array(z.unknown()),
  z.object({ partner: z.string().nullish(), questions: z.array(z.unknown()) }),
])

function inJson(bytes: Uint8Array): ReadAnswers {
  const sent = Sent.safeParse(parsed(bytes))
  if (!sent.success) throw new Error('the JSON is no list of answers and has none in "questions"')
  const { partner, questions } = Array.isArray(sent.data) ? { partner: '', questions: sent.data } : sent.data
  if (questions.length > MOST_ROWS) throw new Error(`it has more than ${MOST_ROWS} rows`)
  const read = questions.map((item) => parseRecord(questionnaire, item))
  return {
    rows: read.flatMap((one) => (one.ok ? [withPartner(rowOf(one.record), partner)] : [])),
    ignored: read.flatMap((one, index) => (one.ok ? [] : [`answer ${index + 1}: ${one.reason}`])),
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch {
    throw new Error('the JSON does not parse')
  }
}

function rowOf({ partner, question, answer }: Readonly<Record<string, unknown>>): AnswerRow {
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
  return { partner: unguarded(textOf(partner)), question: textOf(question), answer: textOf(answer) }
}

/** A name that a spreadsheet could run was written behind an apostrophe. */
const unguarded = (name: string): string => name.replace(/^'(?=[=+\-@])/, '')

const withPartner = (row: AnswerRow, partner: string | null | undefined): AnswerRow =>
  row.partner === '' ? { ...row, partner: partner?.trim() ?? '' } : row
