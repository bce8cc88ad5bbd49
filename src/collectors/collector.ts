/**
 * A collector declares one dataset: what to ask, which permission and licence that takes, and how an answer
 * becomes items. Paging, pacing, retry and coverage are the pipeline's and the client's job.
 */
import type { Lane } from '#clients/http/lanes.ts'
import type { Coverage } from '#model/coverage.ts'
import type { DatasetName, DatasetRecord } from '#model/datasets.ts'
import type { Licence } from '#model/refusal.ts'

/** Query options: OData's by their names with `$`, and Azure's `api-version`. */
export type Query =
  | Readonly<Record<`$${string}` | 'api-version', string>>
  | Readonly<Record<`$${string}`, string>>

export interface Request {
  /** From the origin on; for Graph with its version: `/v1.0/users`. */
  readonly path: string
  readonly query?: Query
}

interface Asked {
  /** The queue to wait in; it also says which service is asked. */
  readonly lane: Lane
  /** What opens it: application permissions of Graph, or built-in roles of Azure by their names. */
  readonly permissions: readonly string[]
  /**
   * A service that leaves out in silence what the reader may not see proves nothing by answering. Then the dataset
   * is complete only if this one is, which is refused aloud to whoever may not see all (azure.md §1.1).
   */
  readonly provenBy?: DatasetName
}

/** A list that is paged with next links; every element is one item. */
export interface ListSource extends Request, Asked {
  readonly kind: 'list'
  /** Asks only for what changed since a moment that the service keeps for us: a delta function with the same columns. */
  readonly changes?: Request
  /** Refuses a first page that lacks what was asked for (a property the service does not document). */
  readonly accepts?: (item: unknown) => boolean
  /** Asks for the last days alone, counted back from the start of the collection; a resumed one asks for the same. */
  readonly window?: Window
  /** What is kept of the answer where the service has no filter for it; `tenant` is the own id in lower case. */
  readonly keeps?: (item: unknown, tenant: string) => boolean
}

export interface Window {
  readonly days: number
  /** The `$filter` for times from `from` on and before `to`, both ISO 8601. */
  readonly filter: (from: string, to: string) => string
}

/** One object. */
export interface OneSource extends Request, Asked {
  readonly kind: 'one'
}

/** A report that comes as a CSV from another place, to which the service gives a link; every row is one item. */
export interface ReportSource extends Request, Asked {
  readonly kind: 'report'
}

/** A question to Azure Resource Graph, over every subscription that the reader sees; every row is one item. */
export interface QuerySource extends Asked {
  readonly kind: 'query'
  readonly lane: 'resourceGraph'
  /** In Resource Graph's language, ending in a stable order: its pages are cut anew for each answer. */
  readonly query: string
}

/** One request per subject, where the service has no other way; only for few subjects. */
export interface EachSource extends Asked {
  readonly kind: 'each'
  /** Datasets that say which subjects there are; read before. */
  readonly after: readonly DatasetName[]
  /** Datasets that are looked at as well, and waited for; a gap in them is none here unless `leavesOut` says so. */
  readonly consults?: readonly DatasetName[]
  /** The subjects, in an order that a resumed run finds again. */
  subjects(facts: Facts): Promise<readonly string[]>
  request(subject: string): Request
  /** Items of one page of a subject; `part` counts its pages. */
  items(subject: string, answer: SubjectPage): readonly unknown[]
  /** The pages of a subject make one item: they are gathered up to the last. For short lists only. */
  readonly whole?: true
  /** Items for a subject that the service does not find; none when left out. */
  notFound?(subject: string): readonly unknown[]
  /** A refusal concerns its subject alone; elsewhere the first one, before any answer, stands for all. */
  readonly oneByOne?: true
  /** What a complete reading of the subjects still leaves out of the dataset. */
  readonly leavesOut?: string | ((facts: Facts) => Promise<string | undefined>)
}

export interface SubjectPage {
  readonly body: unknown
  /** The elements of `value`, or the body itself when it is no list. */
  readonly values: readonly unknown[]
  readonly part: number
  readonly last: boolean
}

export type Source = ListSource | OneSource | ReportSource | QuerySource | EachSource

/** What collectors may read of the datasets they come after. */
export interface Facts {
  records<Name extends DatasetName>(dataset: Name): AsyncIterable<DatasetRecord<Name>>
  coverage(dataset: DatasetName): Coverage
}

export interface Collector {
  readonly produces: DatasetName
  /** What it is for, in the words of the reference page. */
  readonly purpose: string
  readonly source: Source
  /** Asked when the service does not support the first source. */
  readonly orElse?: Source
  readonly licence?: Licence
  /** Why its permission is asked for apart from the others, where it opens far more than this. */
  readonly optional?: string
  /** What a reader of the reference page should know besides; what is not verified above all. */
  readonly note?: string
  /** The section or page that the request comes from. */
  readonly reference: string
}

/** Declares a collector; the result is frozen. */
export function defineCollector(collector: Collector): Collector {
  return Object.freeze(collector)
}

export type ServiceName = 'graph' | 'azure'

/** The service that a source asks. */
export function serviceOf({ lane }: Pick<Source, 'lane'>): ServiceName {
  return lane === 'arm' || lane === 'resourceGraph' ? 'azure' : 'graph'
}

/** The permissions of all sources of a collector that ask this service. */
export function permissionsOf(
  { source, orElse }: Collector,
  service: ServiceName = 'graph',
): readonly string[] {
  const asked = [source, ...(orElse ? [orElse] : [])].filter((one) => serviceOf(one) === service)
  return [...new Set(asked.flatMap(({ permissions }) => permissions))].sort()
}

/** The datasets that a collector has to wait for before it asks. */
export function prerequisitesOf({ source, orElse }: Collector): readonly DatasetName[] {
  return [source, orElse].flatMap((one) =>
    one?.kind === 'each' ? [...one.after, ...(one.consults ?? [])] : [],
  )
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Times as Graph writes them, without fractions. */
const written = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`

/** The request of a list that began to be read at `at`; without a time, with the places of its times in braces. */
export function listRequest(source: ListSource, at?: Date): Request {
  const { path, query = {}, window } = source
  if (window === undefined) return source
  const [from, to] =
    at === undefined
      ? ['{from}', '{to}']
      : [written(at.getTime() - window.days * DAY_MS), written(at.getTime())]
  return { path, query: { ...query, $filter: window.filter(from, to) } }
}

/** The request that a source begins with, for a subject where it asks by subject. */
export function requestOf(source: Source, subject: string): Request {
  if (source.kind === 'each') return source.request(subject)
  if (source.kind === 'list') return listRequest(source)
  return source.kind === 'query' ? { path: '/providers/Microsoft.ResourceGraph/resources' } : source
}
