/** The window in which a log can still be collected, and how far it was: a warning while there is time to act. */
import { type KeepingLicence, keptMs, MANAGEMENT_DAYS } from '#logs/windows/policy.ts'
import { gapOf } from '#model/coverage.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { FeedRecord } from '#model/events/log-window.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'
import type { CoverageWarning } from './coverage-types.ts'
import type { MissingLog } from './missing-logs.ts'
import { waysOf } from './retention-held.ts'

/** How far the feeds of a log were answered. */
export interface FeedReach {
  readonly source: LogSource
  readonly feeds: readonly FeedRecord[]
  /** Of the feed that is furthest behind, milliseconds since 1970; null where none was ever answered. */
  readonly to: number | null
  /** Those that never answered, or do not answer to the end now. */
  readonly open: readonly FeedRecord[]
}

/** How far each log that was ever asked for was answered. */
export async function feedReach(ledger: CoverageLedger): Promise<readonly FeedReach[]> {
  const bySource = Map.groupBy(await ledger.feeds(), ({ source }) => source)
  return Promise.all([...bySource].map(([source, feeds]) => reachOf(ledger, source, feeds)))
}

async function reachOf(
  ledger: CoverageLedger,
  source: LogSource,
  known: readonly FeedRecord[],
): Promise<FeedReach> {
  // A feed that the last collection did not ask for any more is one that is gone: a subscription that was closed.
  const latest = Math.max(...known.map(({ at }) => at))
  const feeds = known.filter(({ at }) => at >= latest - DAY_MS)
  const ends = new Map<string, number>()
  for (const { feed } of feeds) {
    const done = (await ledger.windows(feed, 0)).filter(({ state }) => state === 'done')
    if (done.length > 0)
      ends.set(
        feed,
        done.reduce((end, { to }) => Math.max(end, to), 0),
      )
  }
  const ways = waysOf(
    source,
    feeds.map(({ feed }) => feed),
  )
  // One subscription of many that is closed is named as such, and does not make the whole log late.
  const refused = new Set(
    feeds.filter(({ coverage }) => coverage.state !== 'complete').map(({ feed }) => feed),
  )
  const reached = ways.flatMap((way) => {
    const open = way.filter((feed) => !refused.has(feed))
    const own = (open.length > 0 ? open : way).flatMap((feed) => ends.get(feed) ?? [])
    return own.length === 0 ? [] : [Math.min(...own)]
  })
  const open = feeds.filter(({ feed }) => !ends.has(feed) || refused.has(feed))
  return { source, feeds, to: reached.length === 0 ? null : Math.max(...reached), open }
}

const DAY_MS = 86_400_000
const QUESTIONS = 'unifiedAudit/queries'

/** The warnings for logs of which half the time that they are kept has gone by, or all of it. */
export function closingWarnings(
  reach: readonly FeedReach[],
  licence: KeepingLicence,
  now: number,
): readonly CoverageWarning[] {
  return reach.flatMap(({ source, feeds, to }): readonly CoverageWarning[] => {
    if (to === null) return []
    const kept = keptDays(source, feeds, licence)
    const age = (now - to) / DAY_MS
    if (age < Math.floor(kept / 2)) return []
    const last = new Date(to).toISOString()
    const left = Math.floor(kept - age)
    const of =
      licence === 'unknown' && DEPENDS.has(source)
        ? ' (the licence is not known; without Entra ID P1 it is so)'
        : ''
    const lost =
      left < 0
        ? `what is older than ${kept} days is lost here, since ${last.slice(0, 10)}`
        : `in ${left === 1 ? '1 day' : `${left} days`} what follows begins to be lost`
    return [
      {
        source,
        code: 'windowClosing',
        weight: 'look',
        message: `last collected up to ${last.slice(0, 16).replace('T', ' ')} UTC, ${Math.floor(age)} days ago; it can be read for ${kept} days${of}: ${lost}`,
        from: last,
      },
    ]
  })
}

const DEPENDS: ReadonlySet<string> = new Set([
  'signIns',
  'nonInteractiveSignIns',
  'servicePrincipalSignIns',
  'managedIdentitySignIns',
  'directoryAudits',
  'provisioning',
  'riskDetections',
])

function keptDays(source: LogSource, feeds: readonly FeedRecord[], licence: KeepingLicence): number {
  const days = keptMs(source, licence) / DAY_MS
  // Whatever Purview keeps, its feed of content holds a week; only questions reach further back.
  return source === 'unifiedAudit' && !feeds.some(({ feed }) => feed === QUESTIONS) ? MANAGEMENT_DAYS : days
}

/** Logs that were asked for and did not answer, or a part of them. */
export function notAnswered(reach: readonly FeedReach[]): readonly MissingLog[] {
  return reach.flatMap(({ source, open }) =>
    open.map(({ feed, coverage }) => ({
      log: source,
      because: gapOf(feed, coverage) ?? `${feed}: asked for, and not answered yet`,
    })),
  )
}
