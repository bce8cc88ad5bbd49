/** Which feeds there are in this tenant, of the logs that are wanted. */
import type { ContentType } from '#clients/management-activity/content-types.ts'
import type { Coverage } from '#model/coverage.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { FeedRecord } from '#model/events/log-window.ts'
import { auditQueryFeed } from './audit-query-feed.ts'
import { azureFeeds } from './azure-feeds.ts'
import type { LogFeed, Reading } from './feed.ts'
import { graphFeeds, graphLogs } from './graph-feeds.ts'
import type { Held } from './kept-licence.ts'
import { managementFeeds } from './management-feeds.ts'

/** The logs that can be asked for; the others come from exports only. */
export const collectableSources: readonly LogSource[] = [
  ...graphLogs.map(({ source }) => source),
  'unifiedAudit',
  'azureActivity',
]

export interface Wanted {
  readonly sources: readonly LogSource[]
  /** The name of Microsoft's cloud. */
  readonly cloud: string
  readonly startSubscriptions: boolean
}

export interface Discovered {
  readonly feeds: readonly LogFeed[]
  /** Sources whose feeds could not be listed, each with what came of it. */
  readonly gaps: readonly { readonly feed: string; readonly source: LogSource; readonly coverage: Coverage }[]
  /** Content types of the unified log that the service gathers nothing of. */
  readonly notStarted: readonly ContentType[]
}

/** Lists the feeds. @throws as `Service.get` of Graph */
export async function discover(
  reading: Reading,
  { sources, cloud, startSubscriptions }: Wanted,
  held: Held,
  known: readonly FeedRecord[],
): Promise<Discovered> {
  const wants = (source: LogSource) => sources.includes(source)
  const graph = graphFeeds(held.keeping).filter(({ policy }) => wants(policy.source))
  const [azure, management] = await Promise.all([
    wants('azureActivity') ? azureFeeds(reading, known) : undefined,
    wants('unifiedAudit')
      ? managementFeeds(reading, known, { start: startSubscriptions, now: reading.now })
      : undefined,
  ])
  const queries = wants('unifiedAudit') ? [auditQueryFeed(cloud)] : []
  return {
    feeds: [...graph, ...queries, ...(management?.feeds ?? []), ...(azure?.feeds ?? [])],
    gaps: [
      ...(management?.gap
        ? [{ ...management.gap, feed: 'unifiedAudit/content', source: 'unifiedAudit' as const }]
        : []),
      ...(azure?.gap ? [{ ...azure.gap, source: 'azureActivity' as const }] : []),
    ],
    notStarted: management?.notStarted ?? [],
  }
}
