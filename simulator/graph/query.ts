import { badRequest, unsupportedQuery } from './errors.ts'

/** The OData options of one request, checked for their form but not yet for what they name. */
export interface Query {
  readonly select: readonly string[] | undefined
  readonly filter: string | undefined
  readonly expand: string | undefined
  readonly top: number | undefined
  readonly count: boolean
  readonly skipToken: string | undefined
  readonly deltaToken: string | undefined
}

const understood = new Set(['$select', '$filter', '$expand', '$top', '$count', '$skiptoken', '$deltatoken'])
const refused = new Set(['$orderby', '$search', '$skip', '$apply', '$format', '$compute'])

export function parseQuery(parameters: URLSearchParams, consistencyLevel: string | undefined): Query {
  for (const name of parameters.keys()) checkName(name)
  const count = parameters.get('$count') === 'true'
  if (count && consistencyLevel?.toLowerCase() !== 'eventual') {
    throw unsupportedQuery(
      '$count is not currently supported without the ConsistencyLevel header set to eventual.',
    )
  }
  return {
    select: list(parameters.get('$select')),
    filter: parameters.get('$filter') ?? undefined,
    expand: parameters.get('$expand') ?? undefined,
    top: number(parameters.get('$top')),
    count,
    skipToken: parameters.get('$skiptoken') ?? undefined,
    deltaToken: parameters.get('$deltatoken') ?? undefined,
  }
}

function checkName(name: string): void {
  if (!name.startsWith('$') || understood.has(name)) return
  if (refused.has(name)) throw unsupportedQuery(`Unsupported query option '${name}'.`)
  throw badRequest(`The query parameter '${name}' is not supported.`)
}

function list(value: string | null): readonly string[] | undefined {
  const names = value
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return names?.length ? names : undefined
}

function number(value: string | null): number | undefined {
  if (value === null) return undefined
  if (!/^\d{1,9}$/.test(value)) throw badRequest(`Invalid value '${value}' for $top query option.`)
  return Number(value)
}

/** The query with its token taken out: what a next link repeats and what a token is bound to. */
export function withoutToken(url: URL): string {
  return url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !/^(\$|%24)(skip|delta)token=/i.test(pair))
    .join('&')
}
