import type { SkipTokens } from '../graph/skip-token.ts'
import type { CloudState } from '../state.ts'
import type { ActivityAnswer } from './respond.ts'
import { problems } from './errors.ts'

const DAY = 86_400_000
const KEPT = 7 * DAY
/** As many blobs as one answer lists. */
const PAGE = 200

/** One page of what became available in a span of at most a day, not older than a week. */
export function contentPage(url: URL, type: string, state: CloudState, tokens: SkipTokens): ActivityAnswer {
  const since = startOf(type, state)
  const now = state.clock()
  const [from, to] = interval(url, now)
  const created = state.logs.blobs(type, Math.max(from, since), to, now)
  const boundTo = `content ${type} ${from} ${to}`
  const token = url.searchParams.get('nextPage')
  const start = token === null ? 0 : positionIn(token, boundTo, tokens)
  const size = Math.min(PAGE, state.settings.pageSizeCap)
  const root = url.origin + url.pathname.replace(/\/subscriptions\/content$/i, '')
  const body = created.slice(start, start + size).map((at) => blobRow(root, type, at))
  if (start + size >= created.length) return { body }
  const next = new URL(url)
  next.searchParams.set('nextPage', tokens.seal([start + size], boundTo))
  return { body, headers: { nextpageuri: next.toString() } }
}

function blobRow(root: string, contentType: string, at: number): object {
  const contentId = `${at}$${contentType}$synthetic$04`
  return {
    contentType,
    contentId,
    contentUri: `${root}/audit/${encodeURIComponent(contentId)}`,
    contentCreated: new Date(at).toISOString(),
    contentExpiration: new Date(at + KEPT).toISOString(),
  }
}

function positionIn(token: string, boundTo: string, tokens: SkipTokens): number {
  const [position] = tokens.open(token, boundTo) ?? []
  if (position === undefined) throw problems.page(token)
  return position
}

function startOf(type: string, { subscriptions }: CloudState): number {
  const found = subscriptions.find(type)
  if (!found) throw problems.notStarted()
  if (!found.isEnabled) throw problems.disabled()
  return found.since
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/

/** Both ends or none; without them the last day. */
function interval({ searchParams }: URL, now: number): readonly [number, number] {
  const [start, end] = [searchParams.get('startTime'), searchParams.get('endTime')]
  if (start === null && end === null) return [now - DAY, now]
  if (start === null || end === null || !MOMENT.test(start) || !MOMENT.test(end)) throw problems.interval()
  const [from, to] = [momentOf(start), momentOf(end)]
  if (to < from || to - from > DAY || from < now - KEPT) throw problems.interval()
  return [from, to]
}

/** Without a zone, and UTC all the same. */
function momentOf(text: string): number {
  return Date.parse(text.includes('T') ? `${text}Z` : text)
}

/** The events of a blob; those of DLP take a permission more. */
export function blobEvents(id: string, granted: readonly string[], state: CloudState): readonly object[] {
  const [created, type = ''] = id.split('$')
  const at = Number(created)
  const now = state.clock()
  if (!Number.isInteger(at) || state.logs.blobs(type, at, at + 1, now).length === 0)
    throw problems.unknownContent(id)
  if (at < now - KEPT) throw problems.expired(id)
  if (type === 'DLP.All' && !granted.includes('ActivityFeed.ReadDlp')) throw problems.permission(granted)
  return state.logs.blob(type, at)
}
