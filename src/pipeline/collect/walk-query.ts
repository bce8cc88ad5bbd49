/** A Resource Graph query, page after page; every page is the same question with the token of the page before. */
import type { ServiceAnswer } from '#clients/http/service.ts'
import type { QuerySource } from '#collectors/collector.ts'
import { complete, partial } from '#model/coverage.ts'
import { hasLostPlace, type Reached, refused, type Walk } from './ask.ts'
import { pageOf } from './page.ts'
import type { PagePosition } from './walk-list.ts'

/** Reads all rows of a query. */
export async function walkQuery(
  walked: Walk,
  index: 0 | 1,
  source: QuerySource,
  position: PagePosition | undefined,
): Promise<Reached> {
  if (position === undefined && walked.spool.progress.pages > 0) return complete
  const { services, spool, dataset, signal } = walked
  let token = position?.next
  let isCut = false
  do {
    const answer = await services.azure.query(source.query, token, { lane: source.lane, signal })
    if (!answer.ok && hasLostPlace(walked, answer.refusal, token !== undefined)) return 'lostPlace'
    if (!answer.ok) return refused(walked, source, answer.refusal)
    const page = rowsOf(answer.body, token)
    if (page === undefined) return partial('the service sent a page that is no result or leads nowhere')
    isCut ||= page.isCut || hidesSubscriptions(answer)
    const cursor = page.next === undefined ? null : { source: index, next: page.next }
    await spool.append(pageOf(dataset, page.rows, cursor))
    walked.onPage()
    token = page.next
  } while (token !== undefined)
  return isCut ? partial('Resource Graph says that it left out some of the rows') : complete
}

/** Above 10,000 subscriptions Resource Graph answers for the first 10,000 and says so in a header (azure.md §2.1). */
function hidesSubscriptions(answer: ServiceAnswer & { ok: true }): boolean {
  return String(answer.headers?.['x-ms-tenant-subscription-limit-hit']).toLowerCase() === 'true'
}

interface Page {
  readonly rows: readonly unknown[]
  readonly next?: string
  /** Rows are missing and there is no token that leads to them. */
  readonly isCut: boolean
}

function rowsOf(body: unknown, asked: string | undefined): Page | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { data, $skipToken, resultTruncated } = body as Record<string, unknown>
  if (!Array.isArray(data)) return undefined
  if ($skipToken === undefined || $skipToken === null || $skipToken === '')
    return { rows: data, isCut: String(resultTruncated) === 'true' }
  if (typeof $skipToken !== 'string' || $skipToken === asked) return undefined
  return { rows: data, next: $skipToken, isCut: false }
}
