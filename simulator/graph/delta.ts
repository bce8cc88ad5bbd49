import type { Item } from '../estate/types.ts'
import { syncStateLost } from './errors.ts'
import { withoutToken } from './query.ts'
import type { Call, DeltaRoute } from './route.ts'
import type { SkipTokens } from './skip-token.ts'
import { pageOf } from './source.ts'

const dayMs = 86_400_000
// "Delta tokens for directory objects: 7 days" (Graph docs, delta query overview; unverified in the reference).
const tokenDays = 7

/** One page of a delta query: all there is, then only what changed since, then since then. */
export function readDelta(
  route: DeltaRoute,
  call: Call,
  url: URL,
  tokens: SkipTokens,
  size: number,
  shape: (item: Item) => Item,
): Item {
  const boundTo = `${url.pathname.toLowerCase()}?${withoutToken(url)}`
  const { skipToken, deltaToken } = call.query
  if (deltaToken !== undefined) return changes(route, call, url, tokens, boundTo, shape)
  const [from, sequence] = skipToken === undefined ? [0, call.state.changes.sequence] : opened(skipToken)
  const { items, next } = pageOf(route.read(call), from, size)
  const value = items.map((item) => withMembers(shape(item), item, call))
  if (next === undefined) return { ...deltaLink(call, url, tokens, boundTo, sequence), value }
  // The moment of the first page goes along, so that nothing that happens meanwhile is lost.
  const link = `${base(url)}$skiptoken=${tokens.seal([next, sequence], `page ${boundTo}`)}`
  return { '@odata.nextLink': link, value }

  function opened(token: string): readonly [number, number] {
    const [position, since] = tokens.open(token, `page ${boundTo}`) ?? []
    if (position === undefined || since === undefined) throw syncStateLost('syncStateNotFound')
    return [position, since]
  }
}

function changes(
  route: DeltaRoute,
  call: Call,
  url: URL,
  tokens: SkipTokens,
  boundTo: string,
  shape: (item: Item) => Item,
): Item {
  const { state, query } = call
  const now = state.changes.sequence
  const token = query.deltaToken ?? ''
  if (token === 'latest') return { ...deltaLink(call, url, tokens, boundTo, now), value: [] }
  const [sequence] = tokens.open(token, `delta ${boundTo}`) ?? []
  if (sequence === undefined) throw syncStateLost('syncStateNotFound', restart(url))
  const issued = state.deltaTokens.get(token) ?? state.clock()
  if (state.clock() - issued > tokenDays * dayMs) throw syncStateLost('syncStateNotFound', restart(url))
  const value = route.changes(call, sequence).map((item) => withMembers(shapeChange(item, shape), item, call))
  return { ...deltaLink(call, url, tokens, boundTo, now), value }
}

/** A removed object comes as its id and the reason, whatever was selected. */
function shapeChange(item: Item, shape: (item: Item) => Item): Item {
  return '@removed' in item ? item : { id: item['id'], ...shape(item) }
}

/** Members travel with their group unless the reader selected other properties only. */
function withMembers(shaped: Item, item: Item, { query }: Call): Item {
  const members = item['members@delta']
  if (members === undefined || (query.select && !query.select.includes('members'))) return shaped
  const { members: _navigation, ...rest } = shaped
  return { ...rest, 'members@delta': members }
}

function deltaLink(call: Call, url: URL, tokens: SkipTokens, boundTo: string, sequence: number): Item {
  const token = tokens.seal([sequence], `delta ${boundTo}`)
  call.state.deltaTokens.set(token, call.state.clock())
  return { '@odata.deltaLink': `${base(url)}$deltatoken=${token}` }
}

function base(url: URL): string {
  const options = withoutToken(url)
  return `${url.origin}${url.pathname}?${options === '' ? '' : `${options}&`}`
}

/** Where a reader whose token has died begins again. */
export function restart(url: URL): string {
  const options = withoutToken(url)
  return `${url.origin}${url.pathname}${options === '' ? '' : `?${options}`}`
}
