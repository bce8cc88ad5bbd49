/**
 * Walks a collector's source page by page into the spool. Everything that a walk must remember is in the cursor
 * that goes to the disk with each page, so a walk that was killed goes on where its last page ended.
 */
import type { Collector, OneSource, Source } from '#collectors/collector.ts'
import { type Coverage, complete, gapOf, partial } from '#model/coverage.ts'
import { doubtIn } from '#model/dataset.ts'
import type { DatasetSpool } from '#store/spool.ts'
import { ask, pathOf, type Reached, refused, type Walk } from './ask.ts'
import { pageOf } from './page.ts'
import { type EachPosition, walkEach } from './walk-each.ts'
import { type PagePosition, walkList } from './walk-list.ts'
import { walkQuery } from './walk-query.ts'
import { type ReportPosition, walkReport } from './walk-report.ts'

/** Where a walk stands. `source` 1 is the collector's `orElse`. */
type Position = (PagePosition | EachPosition | ReportPosition) & { readonly source: 0 | 1 }

/** Reads the dataset to its end, or to the reason why not, and says which. */
export async function walk(walked: Walk): Promise<Coverage> {
  let reached = await walkSources(walked)
  while (reached === 'lostPlace') {
    await walked.spool.restart()
    reached = await walkSources(walked)
  }
  return withDoubt(withQuarantine(reached, walked.spool), walked)
}

async function walkSources(walked: Walk): Promise<Coverage | 'lostPlace'> {
  const position = (walked.spool.progress.cursor ?? undefined) as Position | undefined
  const start = position?.source ?? 0
  const reached = await walkProven(walked, start, position)
  if (reached !== 'unsupported') return reached
  const fallback = await walkProven(walked, 1, undefined)
  return fallback === 'unsupported' ? partial('the service refused both ways to read it') : fallback
}

async function walkProven(walked: Walk, index: 0 | 1, position: Position | undefined): Promise<Reached> {
  const source = sourceAt(walked.collector, index)
  const reached = await walkSource(walked, index, source, position)
  if (source.provenBy === undefined || typeof reached === 'string' || reached.state !== 'complete')
    return reached
  // Only the conclusion waits for the proof; the reading went on beside it.
  await walked.until(source.provenBy)
  const gap = gapOf(source.provenBy, walked.facts.coverage(source.provenBy))
  return gap === undefined ? reached : partial(`what the reader may not see is left out unsaid, and ${gap}`)
}

function sourceAt(collector: Collector, index: 0 | 1): Source {
  return index === 1 && collector.orElse ? collector.orElse : collector.source
}

async function walkSource(
  walked: Walk,
  index: 0 | 1,
  source: Source,
  position: Position | undefined,
): Promise<Reached> {
  const pages = position && 'next' in position ? position : undefined
  const subjects = position && 'at' in position ? position : undefined
  switch (source.kind) {
    case 'one':
      return walkOne(walked, source)
    case 'list':
      return walkList(walked, index, source, pages)
    case 'report':
      return walkReport(walked, index, source, position && 'isWhole' in position ? position : undefined)
    case 'query':
      return walkQuery(walked, index, source, pages)
    case 'each':
      return walkEach(walked, index, source, subjects)
    default:
      return source satisfies never
  }
}

/** Broken records are lost to every verdict, so the dataset is not complete any more. */
function withQuarantine(coverage: Coverage, { progress: { quarantined } }: DatasetSpool): Coverage {
  if (quarantined === 0 || coverage.state !== 'complete') return coverage
  return partial(`${quarantined} broken ${quarantined === 1 ? 'record was' : 'records were'} set aside`)
}

/** What the records themselves say against the dataset counts as much as what is missing from it. */
async function withDoubt(coverage: Coverage, { dataset, spool }: Walk): Promise<Coverage> {
  if (coverage.state !== 'complete' && coverage.state !== 'partial') return coverage
  const doubt = await doubtIn(dataset, spool.records())
  if (doubt === undefined) return coverage
  return partial(coverage.state === 'partial' ? `${coverage.because}; ${doubt}` : doubt)
}

async function walkOne(walked: Walk, source: OneSource): Promise<Reached> {
  if (walked.spool.progress.pages > 0) return complete
  const answer = await ask(walked, source, pathOf(source))
  if (!answer.ok) return refused(walked, source, answer.refusal)
  await walked.spool.append(pageOf(walked.dataset, [answer.body], null))
  walked.onPage(1)
  return complete
}
