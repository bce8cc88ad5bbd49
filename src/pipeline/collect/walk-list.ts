/** A list with next links, page after page. */
import type { ListSource } from '#collectors/collector.ts'
import { complete, partial } from '#model/coverage.ts'
import { ask, hasLostPlace, pathOf, type Reached, refused, type Walk } from './ask.ts'
import { collectionOf, pageOf } from './page.ts'

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
  const first = pathOf(source)
  let next: string | undefined = position?.next ?? first
  while (next !== undefined) {
    const answer = await ask(walked, source, next)
    if (!answer.ok && hasLostPlace(walked, answer.refusal, next !== first)) return 'lostPlace'
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
