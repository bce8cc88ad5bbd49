/**
 * Walks a collector's source page by page into the spool. Everything that a walk must remember is in the cursor
 * that goes to the disk with each page, so a walk that was killed goes on where its last page ended.
 */
import type { GraphAnswer, GraphClient } from '#clients/graph/graph-client.ts'
import type {
  Collector,
  EachSource,
  Facts,
  ListSource,
  OneSource,
  Query,
  Source,
} from '#collectors/collector.ts'
import { type Coverage, complete, gapOf, partial } from '#model/coverage.ts'
import type { Dataset } from '#model/dataset.ts'
import { KeywardError } from '#model/errors.ts'
import { coverageOfRefusal, coverageWithout, type Refusal } from '#model/refusal.ts'
import type { DatasetSpool } from '#store/spool.ts'
import { collectionOf, pageOf } from './page.ts'

export interface Walk {
  readonly collector: Collector
  readonly dataset: Dataset
  readonly graph: GraphClient
  readonly facts: Facts
  readonly spool: DatasetSpool
  readonly signal?: AbortSignal | undefined
  /** Called after each page; `total` when it is known. */
  readonly onPage: (total?: number) => void
}

/** Where a walk stands. `source` 1 is the collector's `orElse`. */
type Position =
  | { readonly source: 0 | 1; readonly next: string }
  | {
      readonly source: 0 | 1
      readonly at: number
      readonly open: readonly OpenSubject[]
      readonly lost: number
    }

/** A subject with more pages. */
interface OpenSubject {
  readonly subject: string
  readonly part: number
  readonly next: string
  /** What its pages held so far, where they make one item. */
  readonly values?: readonly unknown[]
}

/** Subjects asked side by side; the lane decides how many really run at once. */
const SUBJECTS_PER_PAGE = 20

/** Reads the dataset to its end, or to the reason why not, and says which. */
export async function walk(walked: Walk): Promise<Coverage> {
  let reached = await walkSources(walked)
  while (reached === 'lostPlace') {
    await walked.spool.restart()
    reached = await walkSources(walked)
  }
  return withQuarantine(reached, walked.spool)
}

async function walkSources(walked: Walk): Promise<Coverage | 'lostPlace'> {
  const { collector, spool } = walked
  const position = (spool.progress.cursor ?? undefined) as Position | undefined
  const start = position?.source ?? 0
  const reached = await walkSource(walked, start, sourceAt(collector, start), position)
  if (reached !== 'unsupported') return reached
  const fallback = await walkSource(walked, 1, sourceAt(collector, 1), undefined)
  return fallback === 'unsupported' ? partial('the service refused both ways to read it') : fallback
}

function sourceAt(collector: Collector, index: 0 | 1): Source {
  return index === 1 && collector.orElse ? collector.orElse : collector.source
}

/** `lostPlace`: the service no longer knows the page that a next link of its own names. */
type Reached = Coverage | 'unsupported' | 'lostPlace'

async function walkSource(
  walked: Walk,
  index: 0 | 1,
  source: Source,
  position: Position | undefined,
): Promise<Reached> {
  switch (source.kind) {
    case 'one':
      return walkOne(walked, source)
    case 'list':
      return walkList(walked, index, source, position)
    case 'each':
      return walkEach(walked, index, source, position)
    default:
      return source satisfies never
  }
}

/** Broken records are lost to every verdict, so the dataset is not complete any more. */
function withQuarantine(coverage: Coverage, { progress: { quarantined } }: DatasetSpool): Coverage {
  if (quarantined === 0 || coverage.state !== 'complete') return coverage
  return partial(`${quarantined} broken ${quarantined === 1 ? 'record was' : 'records were'} set aside`)
}

async function walkOne(walked: Walk, source: OneSource): Promise<Reached> {
  if (walked.spool.progress.pages > 0) return complete
  const answer = await ask(walked, source, pathOf(source))
  if (!answer.ok) return refused(walked, source, answer.refusal)
  await walked.spool.append(pageOf(walked.dataset, [answer.body], null))
  walked.onPage(1)
  return complete
}

async function walkList(
  walked: Walk,
  index: 0 | 1,
  source: ListSource,
  position: Position | undefined,
): Promise<Reached> {
  let next: string | undefined = position && 'next' in position ? position.next : pathOf(source)
  if (position === undefined && walked.spool.progress.pages > 0) return complete
  while (next !== undefined) {
    const answer = await askGuarded(walked, source, next)
    if (!answer.ok && hasLostPlace(walked, answer.refusal, next !== pathOf(source))) return 'lostPlace'
    if (!answer.ok) return refused(walked, source, answer.refusal)
    const page = collectionOf(answer.body, next)
    if (page === undefined) return partial('the service sent a page that is no list or leads nowhere')
    if (!acceptable(source, page.values)) return 'unsupported'
    const cursor = page.next === undefined ? null : { source: index, next: page.next }
    await walked.spool.append(pageOf(walked.dataset, page.values, cursor))
    walked.onPage()
    next = page.next
  }
  return complete
}

function acceptable({ accepts }: ListSource, values: readonly unknown[]): boolean {
  return accepts === undefined || values.length === 0 || values.some((item) => accepts(item))
}

async function walkEach(
  walked: Walk,
  index: 0 | 1,
  source: EachSource,
  position: Position | undefined,
): Promise<Reached> {
  const gaps = source.after.flatMap((name) => upstreamGap(name, walked.facts.coverage(name)))
  const subjects = await source.subjects(walked.facts)
  let at = position && 'at' in position ? position.at : 0
  let open = position && 'at' in position ? position.open : []
  let lost = position && 'at' in position ? position.lost : 0
  while (at < subjects.length || open.length > 0) {
    const batch: readonly OpenSubject[] =
      open.length > 0 ? open : firstPages(subjects.slice(at, at + SUBJECTS_PER_PAGE))
    const answers = await Promise.all(batch.map((subject) => askSubject(walked, source, subject)))
    const stop = answers.find((answer) => answer.stop !== undefined)?.stop
    if (stop && hasLostPlace(walked, stop, open.length > 0)) return 'lostPlace'
    if (stop) return refused(walked, source, stop)
    if (open.length === 0) at += batch.length
    open = answers.flatMap((answer) => answer.more ?? [])
    lost += answers.filter((answer) => answer.lost).length
    const items = answers.flatMap((answer) => answer.items)
    await walked.spool.append(pageOf(walked.dataset, items, { source: index, at, open, lost }))
    walked.onPage()
  }
  return coverageOfEach(source, gaps, subjects.length, lost)
}

function upstreamGap(name: string, coverage: Coverage): string[] {
  // What the tenant has no licence for does not exist there, so it names no subjects either.
  const gap = coverage.state === 'unlicensed' ? undefined : gapOf(name, coverage)
  return gap === undefined ? [] : [gap]
}

function coverageOfEach(
  source: EachSource,
  gaps: readonly string[],
  subjects: number,
  lost: number,
): Coverage {
  if (gaps.length > 0) return coverageWithout(gaps, subjects > 0)
  if (lost > 0) return partial(`${lost} of ${subjects} could not be read: the service kept failing`)
  return source.leavesOut === undefined ? complete : partial(source.leavesOut)
}

function firstPages(subjects: readonly string[]): readonly OpenSubject[] {
  return subjects.map((subject) => ({ subject, part: 0, next: '' }))
}

interface SubjectAnswer {
  readonly items: readonly unknown[]
  readonly more?: readonly OpenSubject[]
  /** The service failed for this subject alone. */
  readonly lost?: boolean
  /** The service refuses for all subjects. */
  readonly stop?: Refusal
}

async function askSubject(walked: Walk, source: EachSource, open: OpenSubject): Promise<SubjectAnswer> {
  const { subject, part } = open
  const path = open.next || pathOf(source.request(subject))
  const answer = await askGuarded(walked, source, path)
  if (!answer.ok) return refusedSubject(source, subject, answer.refusal)
  const { body } = answer
  const page = collectionOf(body, path)
  const values = [...(open.values ?? []), ...(page?.values ?? [body])]
  const next = page?.next
  if (next === undefined) return { items: source.items(subject, { body, values, part, last: true }) }
  const more = { subject, part: part + 1, next }
  if (source.whole) return { items: [], more: [{ ...more, values }] }
  return { items: source.items(subject, { body, values, part, last: false }), more: [more] }
}

function refusedSubject(source: EachSource, subject: string, refusal: Refusal): SubjectAnswer {
  if (refusal.kind === 'notFound') return { items: source.notFound?.(subject) ?? [] }
  if (refusal.kind === 'failing' || refusal.kind === 'broken') return { items: [], lost: true }
  return { items: [], stop: refusal }
}

function pathOf({ path, query }: { path: string; query?: Query }): string {
  if (query === undefined) return path
  const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${path}?${options.join('&')}`
}

function ask({ graph, signal }: Walk, { lane }: Source, path: string): Promise<GraphAnswer> {
  return graph.get(path, { lane, signal })
}

/** A next link that points elsewhere ends this dataset with its reason; the others go on. */
async function askGuarded(walked: Walk, source: Source, path: string): Promise<GraphAnswer> {
  try {
    return await ask(walked, source, path)
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'next-link-elsewhere') throw error
    const refusal: Refusal = { kind: 'broken', status: 200, code: error.code, message: error.message }
    return { ok: false, refusal }
  }
}

/**
 * Next links die after a while, and a run may go on a day later. Then the dataset is read again from its start,
 * once; what the service refuses twice is a refusal.
 */
function hasLostPlace({ spool }: Walk, { kind }: Refusal, isNextLink: boolean): boolean {
  return isNextLink && kind === 'unsupported' && (spool.progress.restarts ?? 0) === 0
}

async function refused(
  { collector, graph, spool }: Walk,
  source: Source,
  refusal: Refusal,
): Promise<Reached> {
  if (refusal.kind === 'unsupported' && collector.orElse && source === collector.source) return 'unsupported'
  const missing = missingOf(source.permissions, await graph.grantedPermissions())
  const coverage = coverageOfRefusal(refusal, { permissions: missing, licence: collector.licence })
  if (spool.progress.records === 0 || coverage.state === 'partial') return coverage
  return partial(`cut off after ${spool.progress.records} records: ${refusal.message}`)
}

/** Names what the token lacks; all of it when the token does not show, or when the service refuses all the same. */
function missingOf(needed: readonly string[], granted: readonly string[] | undefined): readonly string[] {
  const lacking = needed.filter((permission) => !granted?.includes(permission))
  return lacking.length > 0 ? lacking : needed
}
