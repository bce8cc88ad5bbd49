/** What the ledger proves about one hour of a log, over all the ways in which it is asked for. */
import { feedPolicy, HOUR, keptMs } from '#logs/windows/policy.ts'
import { type HourProof, hourProof } from '#logs/windows/proof.ts'
import { alignDown } from '#logs/windows/spans.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { FeedRecord } from '#model/events/log-window.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'

export interface SourceProof {
  readonly source: LogSource
  /** Every moment of the hour was asked for and answered, by one way at least. */
  readonly covered: boolean
  /** Each feed by itself; none when the log was never asked for. */
  readonly feeds: readonly HourProof[]
}

/**
 * Proves one hour of a log. The unified log has two ways: questions, which cover all of it, and content by type, which
 * cover it together; either is enough. All other feeds of a log have to be covered each.
 * @param at any moment of the hour, milliseconds since 1970
 */
export async function proveHour(
  ledger: CoverageLedger,
  source: LogSource,
  at: number,
  now: number,
): Promise<SourceProof> {
  const records = (await ledger.feeds()).filter((record) => record.source === source)
  const feeds = await Promise.all(records.map((record) => proofOf(ledger, record, at, now)))
  return { source, covered: waysOf(feeds).some(isCovered), feeds }
}

async function proofOf(
  ledger: CoverageLedger,
  record: FeedRecord,
  at: number,
  now: number,
): Promise<HourProof> {
  const { feed, source } = record
  const from = alignDown(at, HOUR)
  const windows = await ledger.windows(feed, from)
  const entries = await ledger.entries(feed, { from, to: from + HOUR })
  // How long the service keeps a log plays no part in what was answered.
  const policy = feedPolicy({ feed, source, keptMs: keptMs(source, 'unknown') })
  return hourProof(policy, at, { windows, entries, feed: record, now })
}

const isCovered = (feeds: readonly HourProof[]): boolean =>
  feeds.length > 0 && feeds.every(({ covered }) => covered)

/** Content types without which the unified log is not whole; what DLP finds is in a permission of its own. */
const WHOLE = ['Audit.AzureActiveDirectory', 'Audit.Exchange', 'Audit.SharePoint', 'Audit.General']

function waysOf(feeds: readonly HourProof[]): readonly (readonly HourProof[])[] {
  if (!feeds.some(({ feed }) => feed.startsWith('unifiedAudit/'))) return [feeds]
  const queries = feeds.filter(({ feed }) => feed === 'unifiedAudit/queries')
  const content = WHOLE.flatMap((type) => feeds.filter(({ feed }) => feed === `unifiedAudit/${type}`))
  return [queries, content.length === WHOLE.length ? content : []]
}
