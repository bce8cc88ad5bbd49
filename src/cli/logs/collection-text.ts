/** What `keyward logs collect` says at its end: how each log stands, what is missing, and what to do about it. */
import { gapOf } from '#model/coverage.ts'
import type { LogWindow } from '#model/events/log-window.ts'
import { safeText } from '#model/text/safe-text.ts'
import { count, counted, instant, listed } from '#model/text/words.ts'
import type { FeedResult } from '#pipeline/logs/collect.ts'
import type { CollectedTenantLogs } from '#pipeline/logs/collect-tenant-logs.ts'

/** The summary, for people or as JSON. */
export function logCollectionSummary(collected: CollectedTenantLogs, format: string): string {
  return format === 'json' ? `${JSON.stringify(machineForm(collected), null, 2)}\n` : asText(collected)
}

function machineForm({ tenant, at, aheadMs, feeds, notStarted, outlook, stored }: CollectedTenantLogs) {
  return {
    tenant: { id: tenant },
    collectedAt: at.toISOString(),
    clockAheadSeconds: Math.round(aheadMs / 1000),
    feeds: feeds.map((feed) => ({
      feed: feed.feed,
      source: feed.source,
      ...feed.coverage,
      since: feed.begun === undefined ? null : iso(feed.begun),
      wholeSince: feed.wholeSince === undefined ? null : iso(feed.wholeSince),
      ...feed.tally,
      windows: statesOf(feed.windows),
      holes: holesOf(feed.windows).map(({ state, from, to, because, tries, nextAttempt }) => ({
        state,
        from: iso(from),
        to: iso(to),
        because: because ?? null,
        tries,
        ...(state === 'open' ? { nextAttempt: iso(nextAttempt) } : {}),
      })),
    })),
    stored: { ...stored, waiting: stored.waiting ?? null },
    subscriptionsNotStarted: notStarted,
    left: { hours: Math.round(outlook.hours), reports: outlook.reports ?? null },
  }
}

const iso = (at: number): string => new Date(at).toISOString()

function statesOf(windows: readonly LogWindow[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { state } of windows) counts.set(state, (counts.get(state) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** First looks without an answer; second looks leave no hole. */
function holesOf(windows: readonly LogWindow[]): readonly LogWindow[] {
  return windows.filter(({ state, round }) => state !== 'done' && round === 0)
}

function asText({ tenant, at, aheadMs, feeds, notStarted, outlook, stored }: CollectedTenantLogs): string {
  const added = feeds.reduce((sum, { tally }) => sum + tally.added, 0)
  const whole = feeds.filter(({ coverage }) => coverage.state === 'complete').length
  return [
    `Logs of ${safeText(tenant)} up to ${instant(at.toISOString())}: ${counted(added, 'new record')}, ${whole} of ${counted(feeds.length, 'log')} without a gap.`,
    ...clockLines(aheadMs),
    ...feeds.map(feedLine),
    ...feeds.flatMap(holeLines),
    ...storedLines(stored),
    ...startLines(notStarted),
    ...leftLines(outlook.hours),
    '',
  ].join('\n')
}

function storedLines({ added, quarantined, waiting }: CollectedTenantLogs['stored']): readonly string[] {
  const broken =
    quarantined === 0
      ? ''
      : `; ${counted(quarantined, 'record')} could not be read whole and ${quarantined === 1 ? 'is kept as it came' : 'are kept as they came'}`
  return [
    `Store of logs: ${counted(added, 'new event')}${broken}.`,
    ...(waiting === undefined
      ? []
      : [
          `  ${counted(waiting.files, 'file')} of records not stored yet (${safeText(waiting.because)}); the next keyward logs collect stores them.`,
        ]),
  ]
}

function clockLines(aheadMs: number): readonly string[] {
  if (aheadMs === 0) return []
  const minutes = counted(Math.round(Math.abs(aheadMs) / 60_000), 'minute')
  return [
    `  The clock of this machine is ${minutes} ${aheadMs > 0 ? 'ahead of' : 'behind'} the service's; the service's was used.`,
  ]
}

function feedLine({ feed, coverage, wholeSince, tally }: FeedResult): string {
  const gap = gapOf(feed, coverage)
  const rows = tally.rows > 0 ? `; ${counted(tally.added, 'new record')} of ${count(tally.rows)} read` : ''
  if (gap !== undefined) return `  ${safeText(gap)}${rows}`
  return `  ${safeText(feed)}: complete since ${wholeSince === undefined ? 'never' : instant(iso(wholeSince))}${rows}`
}

/** So many holes are named one by one. */
const MOST_HOLES = 5

/** Dead letters and what is lost, by name: nobody should have to look for them. */
function holeLines({ feed, windows }: FeedResult): readonly string[] {
  const holes = holesOf(windows).filter(({ state }) => state === 'dead' || state === 'lost')
  const lines = holes.slice(0, MOST_HOLES).map(({ state, from, to, because }) => {
    const what = state === 'dead' ? 'given up on' : 'lost'
    return `  ${what}: ${safeText(feed)} from ${instant(iso(from))} to ${instant(iso(to))} (${safeText(because ?? 'no reason was kept')})`
  })
  const rest = holes.length - lines.length
  return rest > 0
    ? [...lines, `  and ${counted(rest, 'more hole')} of ${safeText(feed)}; --format json has all`]
    : lines
}

function startLines(notStarted: readonly string[]): readonly string[] {
  if (notStarted.length === 0) return []
  return [
    `Microsoft gathers no content of ${listed(notStarted)} for this application. Starting it changes a setting of the service, so it waits for your word: keyward logs collect --start-subscriptions`,
  ]
}

function leftLines(hours: number): readonly string[] {
  const whole = Math.round(hours)
  return whole === 0 ? [] : [`${counted(whole, 'hour')} of log left to read: run the same command again.`]
}
