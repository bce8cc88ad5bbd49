/**
 * The activity log of Azure: one feed for each subscription, and one for the tenant itself, where raising one's own
 * access to the root is logged (azure.md §2.2, §2.3). Subscriptions that the reader may not see are left out by Azure
 * without a word; one that was seen before and is gone stays in the ledger.
 */
import { feedPolicy, keptMs } from '#logs/windows/policy.ts'
import { type Coverage, partial } from '#model/coverage.ts'
import type { FeedRecord } from '#model/events/log-window.ts'
import { coverageOfRefusal } from '#model/refusal.ts'
import { type LogFeed, type Reading, timeIn, written } from './feed.ts'
import { listPages } from './read-list.ts'

const SOURCE = 'azureActivity'
const LOG = 'providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01'
const ROLE = 'Reader'
const TENANT = 'tenant'

/** The feed of a subscription, or of the tenant. */
function azureFeed(scope: string, closed?: Coverage): LogFeed {
  const base = scope === TENANT ? '' : `/subscriptions/${encodeURIComponent(scope)}`
  return {
    policy: feedPolicy({ feed: `${SOURCE}/${scope}`, source: SOURCE, keptMs: keptMs(SOURCE, 'unknown') }),
    lane: 'arm',
    shape: 'arm',
    permissions: [ROLE],
    atOnce: 1,
    ...(closed === undefined ? {} : { closed }),
    pages: ({ askFrom, to }, reading) => {
      const filter = `eventTimestamp ge '${written(askFrom)}' and eventTimestamp le '${written(to)}'`
      const path = `${base}/${LOG}&$filter=${encodeURIComponent(filter)}`
      return listPages(
        { service: reading.services.azure, lane: 'arm', path, at: timeIn('eventTimestamp') },
        reading,
      )
    },
  }
}

export interface Found {
  readonly feeds: readonly LogFeed[]
  /** What is to be said of a source whose feeds could not even be listed. */
  readonly gap?: { readonly feed: string; readonly coverage: Coverage }
}

/** The feeds of all subscriptions that are seen, and of those that were seen before. */
export async function azureFeeds(reading: Reading, known: readonly FeedRecord[]): Promise<Found> {
  const before = known
    .filter(({ source }) => source === SOURCE)
    .map(({ feed }) => feed.slice(SOURCE.length + 1))
  const ids: string[] = []
  const pages = listPages(
    {
      service: reading.services.azure,
      lane: 'arm',
      path: '/subscriptions?api-version=2022-12-01',
      at: () => undefined,
    },
    reading,
  )
  for (;;) {
    const step = await pages.next()
    if (step.done) {
      if (step.value.kind === 'end') break
      const coverage =
        step.value.kind === 'refused'
          ? coverageOfRefusal(step.value.refusal, { permissions: [ROLE] })
          : partial(step.value.because)
      return { feeds: before.map((scope) => azureFeed(scope, coverage)), gap: { feed: SOURCE, coverage } }
    }
    ids.push(...step.value.records.flatMap(idIn))
  }
  const gone = before.filter((scope) => scope !== TENANT && !ids.includes(scope))
  const notSeen = partial('the subscription is not among those that the reader sees any more')
  return {
    feeds: [...[TENANT, ...ids].map((id) => azureFeed(id)), ...gone.map((id) => azureFeed(id, notSeen))],
  }
}

function idIn(record: unknown): readonly string[] {
  const id =
    typeof record === 'object' && record !== null && 'subscriptionId' in record
      ? record.subscriptionId
      : undefined
  return typeof id === 'string' ? [id.toLowerCase()] : []
}
