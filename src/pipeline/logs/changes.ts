/** What was changed in how the tenant is run: by category, by time and by whom (design §7). */

import { type ChangeCategory, changeCategories } from '#logs/operations/operations.ts'
import type { ReadableChanges } from '#logs/operations/readable.ts'
import type { LogRange } from '#store/log-store/log-store.ts'
import type { TenantStore } from '#store/store.ts'
import type { FoldedEvent } from './changes-folded.ts'
import { type ClassedOperation, changesOf, classOfEvent, readOperations } from './changes-read.ts'
import { missingLogs } from './missing-logs.ts'
import { knownPartners } from './partners/known.ts'
import { type ShownEvent, shown } from './search.ts'

export { type ChangeCategory, changeCategories } from '#logs/operations/operations.ts'

/** One change. */
export interface ShownChange extends ShownEvent {
  readonly category: ChangeCategory
  readonly changed: ReadableChanges
  /** Further records of the same change. */
  readonly also: FoldedEvent['also']
}

export interface ChangeActor {
  readonly name: string
  readonly partner: { readonly tenantId: string | null; readonly name: string | null } | null
  /** Records, copies counted. */
  readonly records: number
  readonly byCategory: Readonly<Partial<Record<ChangeCategory, number>>>
}

export interface ChangeReport {
  readonly schemaVersion: 1
  readonly tenant: { readonly id: string }
  readonly categories: readonly ChangeCategory[]
  /** Records of configuration changes, copies of one change in two logs counted. */
  readonly records: number
  readonly byCategory: Readonly<Record<ChangeCategory, number>>
  readonly actors: readonly ChangeActor[]
  /** The newest first. */
  readonly changes: readonly ShownChange[]
  /** False where only the newest are listed. */
  readonly whole: boolean
  /** Operations that change something else than the configuration: files, mail, machines. */
  readonly other: readonly { readonly source: string; readonly records: number }[]
  readonly unknown: readonly { readonly log: string; readonly because: string }[]
}

export interface ChangeRequest {
  readonly range: LogRange
  readonly categories: readonly ChangeCategory[]
  readonly limit: number
  readonly now: Date
  readonly signal?: AbortSignal
}

/** Makes the report. @throws KeywardError `snapshot-broken`, `search-too-long` */
export async function logChanges(store: TenantStore, request: ChangeRequest): Promise<ChangeReport> {
  const wanted = new Set<ChangeCategory>(
    request.categories.length === 0 ? changeCategories : request.categories,
  )
  const known = await knownPartners(store, request.now)
  const names = new Map([...known.byTenant].map(([id, { name }]) => [id, name]))
  const read = await store.logs.read(request.range, (logs) =>
    readOperations(logs, ({ category }) => wanted.has(category), request.limit, request.signal),
  )
  const there = new Set((await store.logs.manifest()).files.map(({ source }) => source))
  const own = read.operations.flatMap(({ is, ...one }) =>
    is !== undefined && wanted.has(is.category) ? [{ ...one, category: is.category }] : [],
  )
  return {
    schemaVersion: 1,
    tenant: { id: store.tenant },
    categories: [...wanted],
    records: read.records,
    byCategory: countsBy(own),
    actors: actorsOf(own, names),
    changes: read.events.flatMap((folded) => changeOf(folded, names) ?? []),
    whole: read.isWhole,
    other: othersOf(read.operations),
    unknown: missingLogs(CHANGE_LOGS, there),
  }
}

type Own = Omit<ClassedOperation, 'is' | 'category'> & { readonly category: ChangeCategory }

function countsBy(own: readonly Own[]): Readonly<Record<ChangeCategory, number>> {
  const counts = new Map<ChangeCategory, number>()
  for (const { category, count } of own) counts.set(category, (counts.get(category) ?? 0) + count)
  return Object.fromEntries(
    changeCategories.map((category) => [category, counts.get(category) ?? 0]),
  ) as Record<ChangeCategory, number>
}

function actorsOf(own: readonly Own[], names: ReadonlyMap<string, string>): readonly ChangeActor[] {
  return [...Map.groupBy(own, ({ actor }) => actor.toLowerCase()).values()]
    .map((theirs): ChangeActor => {
      const foreign = theirs.find(({ foreignTenant, isProvider }) => foreignTenant !== null || isProvider)
      const counts = Object.entries(countsBy(theirs)).filter(([, count]) => count > 0)
      return {
        name: theirs[0]?.actor ?? 'nobody named',
        partner: foreign === undefined ? null : partnerOf(foreign.foreignTenant, names),
        records: theirs.reduce((sum, { count }) => sum + count, 0),
        byCategory: Object.fromEntries(counts),
      }
    })
    .toSorted((one, other) => other.records - one.records || one.name.localeCompare(other.name))
}

const partnerOf = (tenantId: string | null, names: ReadonlyMap<string, string>) => ({
  tenantId,
  name: tenantId === null ? null : (names.get(tenantId) ?? null),
})

function changeOf({ event, also }: FoldedEvent, names: ReadonlyMap<string, string>): ShownChange | undefined {
  const is = classOfEvent(event)
  if (is === undefined) return undefined
  return { ...shown(event, { names }), category: is.category, changed: changesOf(event), also }
}

function othersOf(operations: readonly ClassedOperation[]): ChangeReport['other'] {
  const rest = operations.filter(({ is }) => is === undefined)
  return [...Map.groupBy(rest, ({ source }) => source)]
    .map(([source, same]) => ({ source, records: same.reduce((sum, { count }) => sum + count, 0) }))
    .toSorted((one, other) => other.records - one.records)
}

/** The logs in which changes stand. */
export const CHANGE_LOGS = ['directoryAudits', 'unifiedAudit', 'azureActivity'] as const
