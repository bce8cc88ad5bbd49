import type { Licence } from '../estate/licensing.ts'
import type { Item } from '../estate/types.ts'
import type { CloudState } from '../state.ts'
import type { Lane } from '../throttle/limits.ts'
import type { Query } from './query.ts'
import type { EntityType } from './select.ts'
import type { Keep, Source } from './source.ts'

/** One request on its way through the simulated Graph. */
export interface Call {
  readonly state: CloudState
  readonly query: Query
  /** What stood in the braces of the template. */
  readonly parameters: Readonly<Record<string, string>>
  /** The application permissions in the token. */
  readonly granted: readonly string[]
  readonly parameter: (name: string) => string
}

/** A `$filter` of exactly this form; everything else is refused. */
export interface FilterForm {
  readonly form: RegExp
  keep(match: RegExpExecArray): Keep
  /** A shorter list that holds every row the filter keeps, where one is known. */
  narrow?(call: Call, match: RegExpExecArray): Source | undefined
}

/** A `$expand` of exactly this text. */
export interface Expansion {
  readonly text: string
  /** What it adds to the name of the context. */
  readonly context: string
  expand(item: Item, call: Call): Item
}

interface Common {
  /** Version, path and parameters: `/v1.0/groups/{id}/members`. */
  readonly template: string
  /** The part of the context behind `$metadata#`. */
  readonly context: string
  readonly types: readonly EntityType[]
  readonly licence?: Licence
  readonly lane?: Lane
  /** Resource units of the directory before discounts (identity reference, section g.4); absent: another service. */
  readonly units?: number
  readonly defaultFields?: readonly string[]
  readonly expansions?: readonly Expansion[]
  /** Rows hold enum members that came late and are hidden from readers who do not ask for them. */
  readonly hasLateMembers?: true
  /** Properties that work although no metadata lists them. */
  undocumented?(state: CloudState): readonly string[]
  /** Demands beyond the table, such as the licence and permission behind one selected property. */
  check?(call: Call): void
}

export interface CollectionRoute extends Common {
  readonly kind: 'collection'
  readonly pageSize?: number
  readonly maxTop?: number
  readonly filters?: readonly FilterForm[]
  readonly filterRequired?: boolean
  read(call: Call): Source
}

export interface EntityRoute extends Common {
  readonly kind: 'entity'
  read(call: Call): Item
}

/** Everything first, then what changed; the token stands for the moment in between. */
export interface DeltaRoute extends Common {
  readonly kind: 'delta'
  readonly pageSize?: number
  read(call: Call): Source
  changes(call: Call, since: number): readonly Item[]
}

/** Not data but a redirect to a file. */
export interface DownloadRoute extends Common {
  readonly kind: 'download'
  readonly file: string
  lines(call: Call): Iterable<string>
}

export type Route = CollectionRoute | EntityRoute | DeltaRoute | DownloadRoute

export const collection = (route: Omit<CollectionRoute, 'kind'>): CollectionRoute => ({
  kind: 'collection',
  ...route,
})

export const entity = (route: Omit<EntityRoute, 'kind'>): EntityRoute => ({ kind: 'entity', ...route })

export const delta = (route: Omit<DeltaRoute, 'kind'>): DeltaRoute => ({ kind: 'delta', ...route })

export const download = (route: Omit<DownloadRoute, 'kind'>): DownloadRoute => ({
  kind: 'download',
  ...route,
})
