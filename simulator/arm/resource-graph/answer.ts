import type { Item } from '../../estate/types.ts'
import type { SkipTokens } from '../../graph/skip-token.ts'
import type { CloudState } from '../../state.ts'
import { badQuery } from '../errors.ts'
import { withParents } from '../scope.ts'
import { parseQuery } from './query.ts'
import { type Row, tables } from './rows.ts'

interface Asked {
  readonly query?: string
  readonly subscriptions?: readonly string[]
  readonly managementGroups?: readonly string[]
  readonly options?: {
    readonly $top?: number
    readonly $skipToken?: string
    readonly resultFormat?: string
  }
}

const mostRows = 1000

/** `POST /providers/Microsoft.ResourceGraph/resources`. */
export async function resourceGraph(request: Request, state: CloudState, tokens: SkipTokens): Promise<Item> {
  const asked = (await request.json().catch(() => undefined)) as Asked | undefined
  if (typeof asked?.query !== 'string') throw badQuery('Please provide a query.')
  const query = parseQuery(asked.query)
  const table = tables[query.table]
  if (!table) throw badQuery(`Query is invalid: the table '${query.table}' is unknown.`)
  const now = Date.parse(state.estate.now)
  const rows = table(state)
    .filter((row) => isAsked(row, asked, state) && query.keep(row, now))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .slice(0, query.limit)
  return page(rows, query.project, asked, state, tokens)
}

function page(
  rows: readonly Row[],
  project: (row: Row) => Item,
  { query = '', options = {} }: Asked,
  { settings }: CloudState,
  tokens: SkipTokens,
): Item {
  const size = Math.min(options.$top ?? mostRows, mostRows, settings.pageSizeCap)
  const from = options.$skipToken === undefined ? 0 : tokens.position(options.$skipToken, query)
  const data = rows.slice(from, from + size).map(project)
  const hasMore = from + size < rows.length
  return {
    totalRecords: rows.length,
    count: data.length,
    // A text, not a truth value, in every official example.
    resultTruncated: String(hasMore),
    facets: [],
    data,
    ...(hasMore ? { $skipToken: tokens.seal([from + size], query) } : {}),
  }
}

function isAsked({ subscriptionId }: Row, asked: Asked, state: CloudState): boolean {
  if (subscriptionId === '') return true
  if (asked.subscriptions) return asked.subscriptions.some((id) => id.toLowerCase() === subscriptionId)
  if (!asked.managementGroups) return true
  const above = withParents(`/subscriptions/${subscriptionId}`, state.estate.azure)
  return asked.managementGroups.some((name) =>
    above.includes(`/providers/microsoft.management/managementgroups/${name.toLowerCase()}`),
  )
}
