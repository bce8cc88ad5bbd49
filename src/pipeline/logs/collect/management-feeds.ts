/**
 * The unified log by the Management Activity API: one feed for each content type that the service gathers for this
 * application (identity.md §f.6). Its windows are about when content became available, so what comes days late is in a
 * later window, and nothing is missed by looking once.
 */

import { type ContentType, contentTypes } from '#clients/management-activity/content-types.ts'
import type { ContentBlob } from '#clients/management-activity/management-client.ts'
import { isContentGone } from '#clients/management-activity/refusals.ts'
import { DAY, feedPolicy, MANAGEMENT_DAYS, UNIFIED_ROUNDS } from '#logs/windows/policy.ts'
import { type Coverage, notAttempted } from '#model/coverage.ts'
import type { FeedRecord, LogWindow, Span } from '#model/events/log-window.ts'
import { coverageOfRefusal, type Refusal } from '#model/refusal.ts'
import { type Ending, type LogFeed, type LogPage, type Pages, type Reading, written } from './feed.ts'
import { asked, lied, ROUND } from './read-list.ts'

const SOURCE = 'unifiedAudit'

/** What opens a content type; blobs of DLP take a permission more (Office 365 Management APIs). */
export function managementPermissions(type: ContentType): readonly string[] {
  return type === 'DLP.All' ? ['ActivityFeed.Read', 'ActivityFeed.ReadDlp'] : ['ActivityFeed.Read']
}

const nameOf = (type: ContentType): string => `${SOURCE}/${type}`

interface Restrictions {
  readonly closed?: Coverage
  readonly earliest?: number
}

function managementFeed(type: ContentType, restrictions: Restrictions = {}): LogFeed {
  return {
    policy: feedPolicy({
      feed: nameOf(type),
      source: SOURCE,
      keptMs: MANAGEMENT_DAYS * DAY,
      // With the overlap before it a window must still be no longer than a day.
      longestMs: DAY / 2,
      // A page is one blob here, and blobs are small.
      mostPages: 5_000,
      pageRows: 100,
      ...UNIFIED_ROUNDS,
    }),
    lane: 'managementActivity',
    shape: 'managementActivity',
    permissions: managementPermissions(type),
    atOnce: 1,
    ...restrictions,
    pages: (window, reading) => pages(type, window, reading),
  }
}

export interface ManagementFeeds {
  readonly feeds: readonly LogFeed[]
  /** Content types that the service gathers nothing of. */
  readonly notStarted: readonly ContentType[]
  /** Why the list itself could not be read. */
  readonly gap?: { readonly feed: string; readonly coverage: Coverage }
}

const NOT_STARTED =
  'no subscription is started, so the service gathers nothing; keyward logs collect --start-subscriptions starts it'

/**
 * The feeds of what is started, and of what was before.
 * @param start starts the others as well: the customer said so
 * @param now what is started now has content from now on
 */
export async function managementFeeds(
  reading: Reading,
  known: readonly FeedRecord[],
  { start, now }: { readonly start: boolean; readonly now: () => number },
): Promise<ManagementFeeds> {
  const before = contentTypes.filter((type) => known.some(({ feed }) => feed === nameOf(type)))
  const { signal } = reading
  const listed = await reading.services.management.subscriptions({ signal })
  if (!listed.ok) {
    const coverage = coverageOfRefusal(listed.refusal, { permissions: ['ActivityFeed.Read'] })
    const feeds = before.map((type) => managementFeed(type, { closed: coverage }))
    return { feeds, notStarted: [], gap: { feed: SOURCE, coverage } }
  }
  const enabled = new Set(
    listed.items.filter(({ isEnabled }) => isEnabled).map(({ contentType }) => contentType),
  )
  const feeds: LogFeed[] = []
  const notStarted: ContentType[] = []
  for (const type of contentTypes) {
    if (enabled.has(type)) {
      feeds.push(managementFeed(type))
      continue
    }
    const refusal = start ? await started(type, reading) : undefined
    if (start && refusal === undefined) feeds.push(managementFeed(type, { earliest: now() }))
    else {
      notStarted.push(type)
      feeds.push(managementFeed(type, { closed: closedBy(type, refusal) }))
    }
  }
  return { feeds, notStarted }
}

/** Starts a subscription; the answer is the refusal, if any. */
async function started(type: ContentType, { services, signal }: Reading): Promise<Refusal | undefined> {
  const answer = await services.management.start(type, { signal })
  return answer.ok ? undefined : answer.refusal
}

function closedBy(type: ContentType, refusal: Refusal | undefined): Coverage {
  if (refusal === undefined) return notAttempted(NOT_STARTED)
  return coverageOfRefusal(refusal, { permissions: managementPermissions(type) })
}

type Asked = Pick<LogWindow, 'askFrom'> & Span

/** The blobs of all pages of a window, one page of records for each. */
async function* pages(type: ContentType, { askFrom, to }: Asked, reading: Reading): Pages {
  const { services, signal } = reading
  const followed = new Set<string>()
  let list = await services.management.content(
    type,
    written(askFrom).slice(0, -1),
    written(to).slice(0, -1),
    { signal },
  )
  for (;;) {
    if (!list.ok) return refused(list.refusal)
    const { next } = list
    const ended = yield* blobPages(list.items, next !== undefined, reading)
    if (ended !== undefined) return ended
    if (next === undefined) return { kind: 'end' }
    if (followed.has(next)) return lied(ROUND)
    followed.add(next)
    const further = await asked(() => services.management.nextContent(next, { signal }))
    if ('kind' in further) return further
    list = further
  }
}

/** So many blobs are fetched side by side. */
const BLOBS_AT_ONCE = 8

async function* blobPages(
  blobs: readonly ContentBlob[],
  hasMore: boolean,
  { services, signal }: Reading,
): AsyncGenerator<LogPage, Ending | undefined, void> {
  for (let start = 0; start < blobs.length; start += BLOBS_AT_ONCE) {
    const some = blobs.slice(start, start + BLOBS_AT_ONCE)
    const read = await Promise.all(
      some.map(({ contentUri }) => asked(() => services.management.blob(contentUri, { signal }))),
    )
    for (const [index, blob] of read.entries()) {
      if ('kind' in blob) return blob
      if (!blob.ok) return refused(blob.refusal)
      const created = Date.parse(some[index]?.contentCreated ?? '')
      const at = () => (Number.isNaN(created) ? undefined : created)
      yield { records: blob.items, at, more: hasMore || start + index + 1 < blobs.length }
    }
  }
  return undefined
}

/** The service may take away a window at its very edge while it is asked for: a matter of this window alone. */
function refused(refusal: Refusal): Ending {
  if (refusal.code === 'AF20030' || refusal.code === 'AF20031') return lied(refusal.message)
  if (isContentGone(refusal)) return lied(`a blob of the list is not there: ${refusal.message}`)
  return { kind: 'refused', refusal }
}
