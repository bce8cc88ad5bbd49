import type { Item } from '../estate/types.ts'
import { readDelta } from './delta.ts'
import { badRequest, unsupportedQuery } from './errors.ts'
import { type Query, withoutToken } from './query.ts'
import type { Call, CollectionRoute, DownloadRoute, EntityRoute, Expansion, Route } from './route.ts'
import { projection } from './select.ts'
import type { SkipTokens } from './skip-token.ts'
import { countOf, filtered, pageOf, type Source } from './source.ts'

const directoryPageSize = 100
const directoryMaxTop = 999
// Pages that carry signInActivity are shorter: 120 at first, 500 later (unverified; identity reference, b.5).
const signInActivityMaxPage = 500

/** Answers one call with the body that the service would send. */
export function readBody(
  route: Exclude<Route, DownloadRoute>,
  call: Call,
  url: URL,
  tokens: SkipTokens,
): Item {
  route.check?.(call)
  const expansion = findExpansion(route, call.query)
  const context = contextOf(route, call, expansion)
  const header = {
    '@odata.context': `${url.origin}${url.pathname.slice(0, url.pathname.indexOf('/', 1))}/$metadata#${context}`,
  }
  const shape = shaper(route, call, expansion)
  if (route.kind === 'entity') return { ...header, ...readEntity(route, call, shape) }
  if (route.kind === 'delta') {
    const size = pageSize(route, call)
    return { ...header, ...readDelta(route, call, url, tokens, size, shape) }
  }
  return { ...header, ...readPage(route, call, url, tokens, shape) }
}

type Shape = (item: Item) => Item

function readEntity(route: EntityRoute, call: Call, shape: Shape): Item {
  if (call.query.top !== undefined || call.query.filter || call.query.count) {
    throw badRequest('Query options are not applicable to the requested resource.')
  }
  return shape(route.read(call))
}

function readPage(route: CollectionRoute, call: Call, url: URL, tokens: SkipTokens, shape: Shape): Item {
  const { query } = call
  const boundTo = `${url.pathname.toLowerCase()}?${withoutToken(url)}`
  const source = sourceOf(route, call)
  const from = query.skipToken === undefined ? 0 : tokens.position(query.skipToken, boundTo)
  const { items, next } = pageOf(source, from, pageSize(route, call))
  return {
    ...(query.count ? { '@odata.count': countOf(source) } : {}),
    ...(next === undefined ? {} : { '@odata.nextLink': nextLink(url, tokens.seal([next], boundTo)) }),
    value: items.map(shape),
  }
}

function nextLink(url: URL, token: string): string {
  const options = withoutToken(url)
  return `${url.origin}${url.pathname}?${options === '' ? '' : `${options}&`}$skiptoken=${token}`
}

function pageSize(route: Pick<CollectionRoute, 'maxTop' | 'pageSize'>, { query, state }: Call): number {
  const max = route.maxTop ?? directoryMaxTop
  const { top } = query
  if (top !== undefined && (top < 1 || top > max)) {
    throw unsupportedQuery(`Invalid page size specified: '${top}'. Must be between 1 and ${max} inclusive.`)
  }
  const limit = query.select?.includes('signInActivity') ? signInActivityMaxPage : max
  return Math.min(top ?? route.pageSize ?? directoryPageSize, limit, state.settings.pageSizeCap)
}

function sourceOf(route: CollectionRoute, call: Call): Source {
  const { filter } = call.query
  if (filter === undefined) {
    if (route.filterRequired) throw badRequest('The filter is invalid: scopeId and scopeType must be given.')
    return route.read(call)
  }
  for (const { form, keep, narrow } of route.filters ?? []) {
    const match = form.exec(filter.trim())
    if (match) return filtered(narrow?.(call, match) ?? route.read(call), keep(match))
  }
  throw unsupportedQuery(`Unsupported Query: the filter '${filter}' is not supported on this resource.`)
}

function findExpansion(route: Route, { expand }: Query): Expansion | undefined {
  if (expand === undefined) return undefined
  const found = route.expansions?.find(({ text }) => text === expand.replaceAll(' ', ''))
  if (!found) throw badRequest(`Parsing OData Select and Expand failed: '${expand}' cannot be expanded here.`)
  return found
}

function contextOf(route: Route, call: Call, expansion: Expansion | undefined): string {
  const names = [...(call.query.select ?? []), ...(expansion ? [expansion.context] : [])].join(',')
  const base = route.context.replace(/\{(\w+)\}/g, (_whole, name: string) => call.parameter(name))
  if (names === '') return base
  return base.endsWith('/$entity') ? base.replace('/$entity', `(${names})/$entity`) : `${base}(${names})`
}

function shaper(route: Route, call: Call, expansion: Expansion | undefined): Shape {
  const fields = call.query.select ?? route.defaultFields
  const extra = route.undocumented?.(call.state) ?? []
  const project = fields ? projection(route.types, fields, extra) : (item: Item) => item
  if (!expansion) return project
  return (item) => ({ ...project(item), ...added(item, expansion.expand(item, call)) })
}

function added(before: Item, after: Item): Item {
  return Object.fromEntries(Object.entries(after).filter(([name]) => !(name in before)))
}
