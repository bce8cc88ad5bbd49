/** What the store and the ledger hold of a log. */
import type { HeldLog } from '#logs/retention/achieved.ts'
import { HOUR_MS } from '#logs/silence/hours.ts'
import { habitOf, silencesOf } from '#logs/silence/silence.ts'
import { common, union, without } from '#logs/windows/spans.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { FeedName, Span } from '#model/events/log-window.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'
import { type StoredHour, storedHours } from '#store/log-store/hours.ts'
import type { LogManifest } from '#store/log-store/manifest.ts'
import type { TenantStore } from '#store/store.ts'
import { deletedDays, isLost } from './lost.ts'

const NOTHING: HeldLog = { events: 0, silences: [], proven: [] }

/** Answers what is held of each log; the store is read once. @param now milliseconds since 1970 */
export async function heldLogs(
  store: TenantStore,
  now: number,
): Promise<(log: LogSource) => Promise<HeldLog>> {
  const manifest = await store.logs.manifest()
  // What a wrong clock put into the future is no history.
  const hours = (await store.logs.read({}, storedHours)).filter(({ hour }) => hour * HOUR_MS <= now)
  return async (log) => {
    const proven = await heldSpans(store.coverage, manifest, log)
    const files = manifest.files.filter(({ source }) => source === log)
    if (files.length === 0) return { ...NOTHING, proven }
    const times = files
      .flatMap(({ first, last }) => [first, last])
      .filter((time) => time !== null)
      .map((time) => Date.parse(time))
      .filter((time) => time <= now)
    const own = hours.filter(({ source }) => source === log)
    const { because } = habitOf(own)
    return {
      ...(because === null ? {} : { unjudged: `the store holds ${because}` }),
      events: files.reduce((sum, { rows }) => sum + rows, 0),
      ...(times.length === 0 ? {} : { oldest: Math.min(...times), newest: Math.max(...times) }),
      silences: holesIn(own),
      proven,
    }
  }
}

/** Where nothing at all came; that only people were silent is no hole. */
function holesIn(hours: readonly StoredHour[]): readonly Span[] {
  return silencesOf(hours)
    .filter(({ kind }) => kind === 'all')
    .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
}

/** Content types that make up the unified log together (see prove.ts). */
const CONTENT = ['Audit.AzureActiveDirectory', 'Audit.Exchange', 'Audit.SharePoint', 'Audit.General']

/** What is proven and still held: neither deleted nor lost since. */
export async function heldSpans(
  ledger: CoverageLedger,
  manifest: LogManifest,
  log: LogSource,
): Promise<readonly Span[]> {
  if (await isLost(ledger, manifest, log)) return []
  const deleted = deletedDays(manifest, log)
  return (await provenSpans(ledger, log)).flatMap((span) => without(span, deleted))
}

/** Every stretch of which the ledger proves that the whole log was asked for and answered. */
export async function provenSpans(ledger: CoverageLedger, log: LogSource): Promise<readonly Span[]> {
  const names = (await ledger.feeds()).filter(({ source }) => source === log).map(({ feed }) => feed)
  if (names.length === 0) return []
  const answered = async (feed: FeedName) =>
    union((await ledger.windows(feed, 0)).filter(({ state }) => state === 'done'))
  const ways = waysOf(log, names)
  const proven = await Promise.all(ways.map(async (way) => inAll(await Promise.all(way.map(answered)))))
  return union(proven.flat())
}

/** The feeds that make up a log together, each way by itself. */
export function waysOf(log: LogSource, names: readonly FeedName[]): readonly (readonly FeedName[])[] {
  if (log !== 'unifiedAudit') return [names]
  const content = CONTENT.map((type) => `unifiedAudit/${type}`).filter((feed) => names.includes(feed))
  const queries = names.filter((feed) => feed === 'unifiedAudit/queries')
  return [...(queries.length > 0 ? [queries] : []), ...(content.length === CONTENT.length ? [content] : [])]
}

function inAll(lists: readonly (readonly Span[])[]): readonly Span[] {
  const [first = [], ...others] = lists
  return others.reduce(
    (shared, list) => shared.flatMap((one) => list.flatMap((other) => common(one, other) ?? [])),
    first,
  )
}
