/** Takes the answers that a provider sent back: each becomes the declaration that somebody would have typed. */
import { questions } from '#access/partners/plans/letter.ts'
import type { Partner } from '#access/partners/register.ts'
import { isCalled } from '#access/partners/tasks.ts'
import { type AnswerRow, readAnswers } from '#imports/partner-answers.ts'
import { KeywardError, messageOf } from '#model/errors.ts'
import type { TenantStore } from '#store/store.ts'
import { declareIn, LONGEST_TEXT } from './declare.ts'
import { partnersNow } from './partners-now.ts'
import { onePartner } from './render-partners.ts'
import { readSmallFile } from './small-file.ts'

export interface TakenAnswers {
  readonly partner: { readonly id: string; readonly name: string }
  /** Ids of the questions that were answered. */
  readonly taken: readonly string[]
  /** Ids of those that were left open. */
  readonly open: readonly string[]
  /** What of the file was not taken, each with its reason. */
  readonly ignored: readonly string[]
}

export interface AnswersOptions {
  readonly file: string
  /** Whose answers they are; where nobody says, the file does. */
  readonly partner?: string | undefined
  readonly author: string
  readonly now: Date
}

/**
 * Reads the file and keeps its answers; a provider answers for itself alone.
 * @throws KeywardError `answers-broken`, `input-not-found`, `partner-unknown`, `partner-ambiguous`, `snapshot-none`
 */
export async function takeAnswers(store: TenantStore, options: AnswersOptions): Promise<TakenAnswers> {
  const { file, author, now } = options
  const { rows, ignored } = await readFile(file)
  const partner = whoseAnswers(await partnersOf(store, now), rows, options)
  const own = rows.filter((row) => row.partner === '' || isOf(partner, row))
  const strangers = rows
    .filter((row) => !own.includes(row))
    .map(({ question }) => `${question}: of another partner`)
  const { answers, refused } = answersIn(own)
  for (const { question, answer: reason } of answers) {
    const subject = `${partner.id}: ${question}`
    await declareIn(store, { kind: 'partner-answer', subject, author, reason, at: now.toISOString() })
  }
  const taken = answers.map(({ question }) => question)
  return {
    partner: { id: partner.id, name: partner.name },
    taken,
    open: questions.map(({ id }) => id).filter((id) => !taken.includes(id)),
    ignored: [...ignored, ...strangers, ...refused],
  }
}

async function readFile(path: string) {
  const broken = (why: string) => new KeywardError('answers-broken', { file: path, why })
  const { name, bytes } = await readSmallFile(path, broken)
  return readAnswers(name, bytes).catch((error: unknown) => {
    throw broken(messageOf(error))
  })
}

async function partnersOf(store: TenantStore, now: Date): Promise<readonly Partner[]> {
  const register = await partnersNow(store, now)
  if (register === undefined) throw new KeywardError('snapshot-none')
  return register.partners
}

const isOf = (partner: Partner, row: AnswerRow): boolean => isCalled(partner, row.partner.toLowerCase())

/** As somebody here says, or as the file does; a file about several is none of one provider's. */
function whoseAnswers(
  partners: readonly Partner[],
  rows: readonly AnswerRow[],
  { partner: wanted, file }: AnswersOptions,
): Partner {
  if (wanted !== undefined) return onePartner({ partners }, wanted)
  const named = [...new Set(rows.map(({ partner }) => partner.toLowerCase()).filter((name) => name !== ''))]
  const [name] = named
  const how = 'name the partner: keyward partners NAME --answers FILE'
  if (name === undefined)
    throw new KeywardError('answers-broken', { file, why: `it does not say whose they are; ${how}` })
  const found = new Set(named.flatMap((one) => partners.filter((partner) => isCalled(partner, one))))
  const [only, ...others] = found
  if (only === undefined) throw new KeywardError('partner-unknown', { value: name.slice(0, 80) })
  if (others.length > 0)
    throw new KeywardError('answers-broken', { file, why: `it is about several partners; ${how}` })
  return only
}

interface Answers {
  readonly answers: readonly AnswerRow[]
  readonly refused: readonly string[]
}

/** Blank is no answer. Two different ones to one question are none either: nobody can tell which is meant. */
function answersIn(rows: readonly AnswerRow[]): Answers {
  const said = Map.groupBy(
    rows.filter(({ answer }) => answer !== ''),
    ({ question }) => question,
  )
  const answers: AnswerRow[] = []
  const refused: string[] = []
  for (const [question, all] of said) {
    const why = refusal(question, all)
    const [first] = all
    if (why !== undefined) refused.push(`${question.slice(0, 80)}: ${why}`)
    else if (first !== undefined) answers.push(first)
  }
  return { answers, refused }
}

function refusal(question: string, all: readonly AnswerRow[]): string | undefined {
  if (!questions.some(({ id }) => id === question)) return 'there is no such question'
  if (new Set(all.map(({ answer }) => answer)).size > 1) return 'answered twice, and not the same'
  const isTooLong = all.some(({ answer }) => answer.length > LONGEST_TEXT)
  return isTooLong
    ? `longer than ${LONGEST_TEXT} characters: keep the paper, and say here what it says`
    : undefined
}
