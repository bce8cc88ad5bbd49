/**
 * What a dataset is: a named, keyed table of records with a schema. The schema is lenient towards what we do not
 * use (unknown fields are dropped, unknown enum members kept as text) and strict towards what we do: a record
 * without its key is quarantined, never repaired.
 */
import type { z } from 'zod'

export interface Dataset<Name extends string = string, Shape extends z.ZodObject = z.ZodObject> {
  readonly name: Name
  /** One line for the reference page. */
  readonly title: string
  /** The fields that identify a record; duplicates of one key (pages that overlap) keep the last read. */
  readonly key: readonly (keyof z.infer<Shape> & string)[]
  readonly record: Shape
  /** Rewrites one element of Microsoft's response before the schema sees it, where its shape is awkward. */
  readonly prepare?: (item: unknown) => unknown
  /** Fields for which a CSV has columns; a dataset without them is not read from CSV. */
  readonly columns?: readonly (keyof z.infer<Shape> & string)[]
  /** Where it comes from, for a dataset that no collector reads. */
  readonly notCollected?: string
  /** Why a record that fits makes the whole dataset worth less, when it does. */
  doubt?(record: z.infer<Shape>): string | undefined
}

export type RecordOf<D> = D extends Dataset<string, infer Shape> ? z.infer<Shape> : never

/** Declares a dataset; the result is frozen. */
export function defineDataset<const Name extends string, Shape extends z.ZodObject>(
  dataset: Dataset<Name, Shape>,
): Dataset<Name, Shape> {
  return Object.freeze(dataset)
}

export type ParsedRecord =
  | { readonly ok: true; readonly record: Record<string, unknown> }
  | { readonly ok: false; readonly reason: string }

/** Parses one element of a page. The reason of a refusal names the field, never its value (it may be secret). */
export function parseRecord(dataset: Dataset, item: unknown): ParsedRecord {
  const parsed = dataset.record.safeParse(dataset.prepare ? dataset.prepare(item) : item)
  if (parsed.success) return { ok: true, record: parsed.data }
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') || 'the record'
  return { ok: false, reason: `${field}: ${issue?.message ?? 'does not fit'}` }
}

/** The first doubt that a record of the dataset raises. */
export async function doubtIn(
  dataset: Dataset,
  records: AsyncIterable<Readonly<Record<string, unknown>>>,
): Promise<string | undefined> {
  if (dataset.doubt === undefined) return undefined
  for await (const record of records) {
    const doubt = dataset.doubt(record)
    if (doubt !== undefined) return doubt
  }
  return undefined
}

/** The key of a record as one text. */
export function keyOf(dataset: Dataset, record: Readonly<Record<string, unknown>>): string {
  return dataset.key.map((field) => String(record[field])).join('/')
}
