/** One request per subject, twenty subjects at a time; a subject's own failure costs that subject, not the dataset. */
import type { ServiceAnswer } from '#clients/http/service.ts'
import type { EachSource } from '#collectors/collector.ts'
import { type Coverage, complete, gapOf, partial } from '#model/coverage.ts'
import { coverageWithout, type Refusal } from '#model/refusal.ts'
import { ask, askMany, coverageOf, hasLostPlace, pathOf, type Reached, refused, type Walk } from './ask.ts'
import { collectionOf, isCollection, pageOf } from './page.ts'

/** How far the subjects were read. */
export interface EachPosition {
  readonly at: number
  readonly open: readonly OpenSubject[]
  /** Subjects that the service failed or refused. */
  readonly lost: number
  /** What it said to the first of them. */
  readonly why?: Refusal
}

/** A subject with more pages. */
interface OpenSubject {
  readonly subject: string
  readonly part: number
  readonly next: string
  /** What its pages held so far, where they make one item. */
  readonly values?: readonly unknown[]
}

/** Subjects asked side by side: as many as one batch holds; the lane decides how many really run at once. */
const SUBJECTS_PER_PAGE = 20

const START: EachPosition = { at: 0, open: [], lost: 0 }

/** Reads every subject, from where the position says. */
export async function walkEach(
  walked: Walk,
  index: 0 | 1,
  source: EachSource,
  position: EachPosition = START,
): Promise<Reached> {
  const gaps = source.after.flatMap((name) => upstreamGap(name, walked))
  const subjects = await source.subjects(walked.facts)
  let state = position
  while (state.at < subjects.length || state.open.length > 0) {
    const isFirst = state.open.length === 0
    const batch = isFirst ? firstPages(subjects.slice(state.at, state.at + SUBJECTS_PER_PAGE)) : state.open
    const answers = await askSubjects(walked, source, batch)
    if (answers.some(({ lost }) => lost && hasLostPlace(walked, lost, !isFirst))) return 'lostPlace'
    const stop = stopping(source, answers, state)
    if (stop) return refused(walked, source, stop)
    state = after(state, isFirst ? batch.length : 0, answers)
    const items = answers.flatMap((answer) => answer.items)
    await walked.spool.append(pageOf(walked.dataset, items, { source: index, ...state }))
    walked.onPage()
  }
  return coverageOfEach(walked, source, { gaps, subjects: subjects.length, state })
}

function upstreamGap(name: EachSource['after'][number], { facts }: Walk): string[] {
  const coverage = facts.coverage(name)
  // What the tenant has no licence for does not exist there, so it names no subjects either.
  const gap = coverage.state === 'unlicensed' ? undefined : gapOf(name, coverage)
  return gap === undefined ? [] : [gap]
}

function firstPages(subjects: readonly string[]): readonly OpenSubject[] {
  return subjects.map((subject) => ({ subject, part: 0, next: '' }))
}

function after(state: EachPosition, asked: number, answers: readonly SubjectAnswer[]): EachPosition {
  const losses = answers.flatMap(({ lost }) => lost ?? [])
  const why = state.why ?? losses[0]
  return {
    at: state.at + asked,
    open: answers.flatMap(({ more }) => more ?? []),
    lost: state.lost + losses.length,
    ...(why === undefined ? {} : { why }),
  }
}

interface SubjectAnswer {
  readonly items: readonly unknown[]
  readonly more?: readonly OpenSubject[]
  /** Why the service did not answer for this subject. */
  readonly lost?: Refusal
}

/** First pages have paths of our own making and go together; next links go one by one, as the service wrote them. */
async function askSubjects(
  walked: Walk,
  source: EachSource,
  batch: readonly OpenSubject[],
): Promise<readonly SubjectAnswer[]> {
  const paths = batch.map(({ subject, next }) => next || pathOf(source.request(subject)))
  const answers = batch.every(({ part }) => part === 0)
    ? await askMany(walked, source, paths)
    : await Promise.all(paths.map((path) => ask(walked, source, path)))
  return batch.map((open, index) =>
    subjectAnswer(source, open, paths[index] as string, answers[index] as ServiceAnswer),
  )
}

function subjectAnswer(
  source: EachSource,
  { subject, part, values: before = [] }: OpenSubject,
  path: string,
  answer: ServiceAnswer,
): SubjectAnswer {
  if (!answer.ok) return refusedSubject(source, subject, answer.refusal)
  const { body } = answer
  const page = collectionOf(body, path)
  if (page === undefined && isCollection(body)) return { items: [], lost: LEADS_NOWHERE }
  const values = [...before, ...(page?.values ?? [body])]
  const next = page?.next
  if (next === undefined) return { items: source.items(subject, { body, values, part, last: true }) }
  const more = { subject, part: part + 1, next }
  if (source.whole) return { items: [], more: [{ ...more, values }] }
  return { items: source.items(subject, { body, values, part, last: false }), more: [more] }
}

/** Taken as the object that it is not, it would be read as something, and the rest of it as never having been. */
const LEADS_NOWHERE: Refusal = {
  kind: 'broken',
  status: 200,
  code: 'leads-nowhere',
  message: 'the service sent a page that leads nowhere',
}

function refusedSubject(source: EachSource, subject: string, refusal: Refusal): SubjectAnswer {
  if (refusal.kind === 'notFound') return { items: source.notFound?.(subject) ?? [] }
  return { items: [], lost: refusal }
}

/** Failures concern one subject; so does a refusal once others were answered, or where the source says so. */
function stopping(
  { oneByOne }: EachSource,
  answers: readonly SubjectAnswer[],
  { at, open, lost }: EachPosition,
): Refusal | undefined {
  const refusals = answers.flatMap((answer) => answer.lost ?? []).filter(isRefused)
  const forAll = refusals.find(({ kind }) => STOPS_ALL.has(kind))
  if (forAll || oneByOne) return forAll
  if (open.length > 0) return refusals[0]
  const isAnswered = at > lost || answers.some((answer) => answer.lost === undefined)
  return isAnswered ? undefined : refusals[0]
}

/** The next subject would meet the same, after as long a wait. */
const STOPS_ALL: ReadonlySet<Refusal['kind']> = new Set([
  'unlicensed',
  'unauthenticated',
  'throttled',
  'unreachable',
])

function isRefused({ kind }: Refusal): boolean {
  return kind !== 'failing' && kind !== 'broken'
}

async function coverageOfEach(
  walked: Walk,
  source: EachSource,
  { gaps, subjects, state }: { gaps: readonly string[]; subjects: number; state: EachPosition },
): Promise<Coverage> {
  if (gaps.length > 0) return coverageWithout(gaps, subjects > 0)
  const { lost, why } = state
  if (why && isRefused(why) && lost === subjects) return coverageOf(walked, source, why)
  if (why) return partial(`${lost} of ${subjects} could not be read: ${wordsOf(why)}`)
  const { leavesOut } = source
  const left = typeof leavesOut === 'function' ? await leavesOut(walked.facts) : leavesOut
  return left === undefined ? complete : partial(left)
}

function wordsOf(why: Refusal): string {
  return isRefused(why)
    ? `${why.code || why.status}: ${why.message}`
    : `the service kept failing (${why.message})`
}
