/** A list with next links, page after page; or what changed in it since the collection before. */
import { type ListSource, listRequest } from '#collectors/collector.ts'
import { complete, partial } from '#model/coverage.ts'
import { parseRecord } from '#model/dataset.ts'
import { ask, hasLostPlace, pathOf, type Reached, refused, type Walk } from './ask.ts'
import { collectionOf, pageOf } from './page.ts'
import { MERGING, markPlace, walkChanges } from './walk-changes.ts'

/** The next link, or the token of the next page. */
export interface PagePosition {
  readonly next: string
}

/** Reads a list from where the position says, or from its start. */
export async function walkList(
  walked: Walk,
  index: 0 | 1,
  source: ListSource,
  position: PagePosition | undefined,
): Promise<Reached> {
  if (position === undefined && walked.spool.progress.pages > 0) return complete
  if (position?.next === MERGING) await walked.spool.restart()
  const isBegun = position !== undefined && position.next !== MERGING
  if (!isBegun && (await walkChanges(walked, source))) return complete
  if (!isBegun) await markPlace(walked, source)
  return walkPages(walked, index, source, isBegun ? position.next : firstOf(walked, source))
}

async function walkPages(walked: Walk, index: 0 | 1, source: ListSource, from: string): Promise<Reached> {
  const first = firstOf(walked, source)
  let next: string | undefined = from
  while (next !== undefined) {
    const answer = await ask(walked, source, next)
    if (!answer.ok && hasLostPlace(walked, answer.refusal, next !== first)) return 'lostPlace'
    if (!answer.ok) return refused(walked, source, answer.refusal)
    const page = collectionOf(answer.body, next)
    if (page === undefined) return partial('the service sent a page that is no list or leads nowhere')
    if (!acceptable(source, page.values)) return 'unsupported'
    const cursor = page.next === undefined ? null : { source: index, next: page.next }
    await walked.spool.append(pageOf(walked.dataset, keptOf(walked, source, page.values), cursor))
    walked.onPage()
    next = page.next
  }
  return complete
}

/** A run that goes on later asks for the same days as before. */
function firstOf({ startedAt }: Walk, source: ListSource): string {
  return pathOf(listRequest(source, startedAt))
}

/** What does not fit may be one that is wanted: it is kept, to be set aside with its reason. */
function keptOf(
  { tenant, dataset }: Walk,
  { keeps }: ListSource,
  values: readonly unknown[],
): readonly unknown[] {
  if (keeps === undefined) return values
  const own = tenant.toLowerCase()
  return values.filter((item) => keeps(item, own) || !parseRecord(dataset, item).ok)
}

function acceptable({ accepts }: ListSource, values: readonly unknown[]): boolean {
  return accepts === undefined || values.length === 0 || values.some((item) => accepts(item))
}
