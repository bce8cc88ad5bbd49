/** How many records there will be, for progress that can say how long. A guess: nothing else rests on it. */
import type { GraphClient } from '#clients/graph/graph-client.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { TenantStore } from '#store/store.ts'

export type Totals = ReadonlyMap<string, number>

/** Datasets that have about one record for each account. */
const PER_ACCOUNT = [
  'users',
  'userRegistrationDetails',
  'perUserMfaStates',
] as const satisfies readonly DatasetName[]

/** What the last snapshot held is the best guess of what this one will hold; the first time, accounts are counted. */
export async function guessTotals(
  store: TenantStore,
  graph: GraphClient,
  signal?: AbortSignal,
): Promise<Totals> {
  const last = await store.snapshots.latest().catch(() => undefined)
  const totals = last ? totalsIn(last) : await countedTotals(graph, signal)
  const accounts = totals.get('users')
  if (accounts !== undefined) graph.expectAccounts(accounts)
  return totals
}

function totalsIn({ manifest }: Snapshot): Totals {
  return new Map(Object.entries(manifest.datasets).map(([name, { records }]) => [name, records]))
}

async function countedTotals(graph: GraphClient, signal?: AbortSignal): Promise<Totals> {
  const accounts = await countAccounts(graph, signal)
  return new Map(accounts === undefined ? [] : PER_ACCOUNT.map((name) => [name, accounts]))
}

/** A count is an advanced query: it wants the header, and its answer may be a little old (identity.md §g.3). */
async function countAccounts(graph: GraphClient, signal?: AbortSignal): Promise<number | undefined> {
  const headers = { consistencylevel: 'eventual' }
  const answer = await graph.get('/v1.0/users?$count=true&$top=1&$select=id', {
    lane: 'directory',
    headers,
    signal,
  })
  const count = answer.ok ? (answer.body as { '@odata.count'?: unknown })['@odata.count'] : undefined
  return typeof count === 'number' ? count : undefined
}
