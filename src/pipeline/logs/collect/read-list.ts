/** Reads a list of Graph or Azure page after page, and does not let itself be led in circles. */

import type { Lane } from '#clients/http/lanes.ts'
import type { Service, ServiceAnswer } from '#clients/http/service.ts'
import { KeywardError } from '#model/errors.ts'
import { collectionOf } from '../../collect/page.ts'
import type { Ending, LogPage, Pages, Reading } from './feed.ts'

export interface ListOf {
  readonly service: Service
  readonly lane: Lane
  readonly path: string
  readonly at: LogPage['at']
}

/** The pages of a list. A next link that was followed before, or leads elsewhere, ends it as a lie. */
export async function* listPages({ service, lane, path, at }: ListOf, { signal }: Reading): Pages {
  const followed = new Set<string>()
  for (let next: string | undefined = path; next !== undefined; ) {
    followed.add(next)
    const answer = await asked(() => service.get(next ?? path, { lane, signal }))
    if ('kind' in answer) return answer
    if (!answer.ok) return refusedAt(answer, followed.size)
    const page = collectionOf(answer.body, next)
    if (page === undefined) return lied('the service sent a page that is no list or leads nowhere')
    yield { records: page.values, at, more: page.next !== undefined }
    if (page.next !== undefined && followed.has(page.next)) return lied(ROUND)
    next = page.next
  }
  return { kind: 'end' }
}

export const ROUND = 'the service led from page to page in a circle'

export const lied = (because: string): Ending => ({ kind: 'lied', because })

/** A link to another host is not followed, and is what came of this window; the run goes on. */
export async function asked<T>(read: () => Promise<T>): Promise<T | Extract<Ending, { kind: 'lied' }>> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'next-link-elsewhere') throw error
    return { kind: 'lied', because: error.message }
  }
}

/** A page in the middle that is not known any more says nothing of the log: the window is asked for anew. */
function refusedAt(answer: Extract<ServiceAnswer, { ok: false }>, page: number): Ending {
  const { refusal } = answer
  const isLostPlace = page > 1 && (refusal.kind === 'unsupported' || refusal.kind === 'notFound')
  return isLostPlace ? lied(`the service lost its place: ${refusal.message}`) : { kind: 'refused', refusal }
}
