/**
 * A collector declares one dataset: what to ask, which permission and licence that takes, and how an answer
 * becomes items. Paging, pacing, retry and coverage are the pipeline's and the client's job.
 */
import type { Lane } from '#clients/http/lanes.ts'
import type { Coverage } from '#model/coverage.ts'
import type { DatasetName, DatasetRecord } from '#model/datasets.ts'
import type { Licence } from '#model/refusal.ts'

/** OData query options, by their names with `$`. */
export type Query = Readonly<Record<`$${string}`, string>>

interface Request {
  /** With version: `/v1.0/users`. */
  readonly path: string
  readonly query?: Query
}

/** A list that is paged with next links; every element is one item. */
export interface ListSource extends Request {
  readonly kind: 'list'
  readonly lane: Lane
  readonly permissions: readonly string[]
  /** Refuses a first page that lacks what was asked for (a property the service does not document). */
  readonly accepts?: (item: unknown) => boolean
}

/** One object. */
export interface OneSource extends Request {
  readonly kind: 'one'
  readonly lane: Lane
  readonly permissions: readonly string[]
}

/** One request per subject, where the service has no other way; only for few subjects. */
export interface EachSource {
  readonly kind: 'each'
  readonly lane: Lane
  readonly permissions: readonly string[]
  /** Datasets that say which subjects there are; read before. */
  readonly after: readonly DatasetName[]
  /** The subjects, in an order that a resumed run finds again. */
  subjects(facts: Facts): Promise<readonly string[]>
  request(subject: string): Request
  /** Items of one page of a subject; `part` counts its pages. */
  items(subject: string, answer: SubjectPage): readonly unknown[]
  /** The pages of a subject make one item: they are gathered up to the last. For short lists only. */
  readonly whole?: true
  /** Items for a subject that the service does not find; none when left out. */
  notFound?(subject: string): readonly unknown[]
  /** What a complete reading of the subjects still leaves out of the dataset. */
  readonly leavesOut?: string
}

export interface SubjectPage {
  readonly body: unknown
  /** The elements of `value`, or the body itself when it is no list. */
  readonly values: readonly unknown[]
  readonly part: number
  readonly last: boolean
}

export type Source = ListSource | OneSource | EachSource

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
  /** The section or page that the request comes from. */
  readonly reference: string
}

/** Declares a collector; the result is frozen. */
export function defineCollector(collector: Collector): Collector {
  return Object.freeze(collector)
}

/** The permissions of all sources of a collector. */
export function permissionsOf({ source, orElse }: Collector): readonly string[] {
  return [...new Set([...source.permissions, ...(orElse?.permissions ?? [])])].sort()
}

/** The datasets that a collector has to wait for. */
export function prerequisitesOf({ source, orElse }: Collector): readonly DatasetName[] {
  return [source, orElse].flatMap((one) => (one?.kind === 'each' ? one.after : []))
}
