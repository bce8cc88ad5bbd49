/** Reads one parsed file of Microsoft's responses: a collection, a bare array, one object, or an error body. */
import { type Coverage, complete, partial } from '#model/coverage.ts'
import { isErrorBody, type Refusal, refusalOf } from '#model/refusal.ts'

export type Response =
  | { readonly items: readonly unknown[]; readonly coverage: Coverage }
  | { readonly refusal: Refusal }

/** Takes a response apart. A collection with a next link is its first page only, and says so. */
export function readResponse(body: unknown): Response {
  if (Array.isArray(body)) return { items: body, coverage: complete }
  if (isErrorBody(body)) return { refusal: refusalOf(0, body) }
  if (typeof body !== 'object' || body === null) {
    return {
      items: [],
      coverage: partial(`the file holds ${body === null ? 'null' : `a ${typeof body}`} and no records`),
    }
  }
  const { value, '@odata.nextLink': next } = body as { value?: unknown; '@odata.nextLink'?: unknown }
  if (!Array.isArray(value)) return { items: [body], coverage: complete }
  const coverage =
    next === undefined ? complete : partial('the file ends with a next link: it is not the last page')
  return { items: value, coverage }
}
