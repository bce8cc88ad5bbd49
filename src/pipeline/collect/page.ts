/** Turns what a service sent into records, setting the broken ones aside with their reason. */
import { type Dataset, parseRecord } from '#model/dataset.ts'
import type { BrokenRecord, Cursor, SpoolPage } from '#store/spool.ts'

/** Of a broken record this much is kept: enough to see what it was, too little to fill a disk. */
const MOST_RAW = 8_192

/** One spool page from the items of an answer. */
export function pageOf(dataset: Dataset, items: readonly unknown[], cursor: Cursor): SpoolPage {
  const records: Record<string, unknown>[] = []
  const broken: BrokenRecord[] = []
  for (const item of items) {
    const parsed = parseRecord(dataset, item)
    if (parsed.ok) records.push(parsed.record)
    else broken.push({ reason: parsed.reason, raw: (JSON.stringify(item) ?? 'undefined').slice(0, MOST_RAW) })
  }
  return { records, broken, cursor }
}

/** A collection answer: the elements of `value`, and where it goes on. */
export interface Answer {
  readonly values: readonly unknown[]
  readonly next?: string
}

/**
 * Reads a collection answer; undefined when it is none. A next link that is no text, or that leads to the page
 * `asked`, makes it none: taken for the end it would hide the rest, followed it would never end.
 */
export function collectionOf(body: unknown, asked: string): Answer | undefined {
  if (!isCollection(body)) return undefined
  const next = nextLinkOf(body)
  if (next === undefined || next === null) return { values: body.value }
  return typeof next === 'string' && next !== '' && next !== asked ? { values: body.value, next } : undefined
}

/** True for what is a collection by its form, wherever it says that it goes on. */
export function isCollection(body: unknown): body is { readonly value: readonly unknown[] } {
  return typeof body === 'object' && body !== null && 'value' in body && Array.isArray(body.value)
}

/** Graph and Azure have a name of their own for it; Azure's is empty on some last pages (azure.md §0.2). */
function nextLinkOf(body: object): unknown {
  if ('@odata.nextLink' in body) return body['@odata.nextLink']
  return 'nextLink' in body && body.nextLink !== '' ? body.nextLink : undefined
}
