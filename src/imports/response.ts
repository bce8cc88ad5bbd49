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
  const { value: list, ...rest } = body as { value?: unknown }
  const value = list ?? rowsOf(rest)
  if (!Array.isArray(value)) return { items: [body], coverage: complete }
  const coverage = goesOn(rest)
    ? partial('the file ends with a next link: it is not the last page')
    : complete
  return { items: value, coverage }
}

/** Resource Graph answers with counted rows, and with a token where there are more. */
function rowsOf(body: object): unknown {
  return 'totalRecords' in body && 'data' in body ? body.data : undefined
}

/** By Graph's name of a next link, or by Azure's, which stands there empty on some last pages. */
function goesOn(rest: object): boolean {
  if ('@odata.nextLink' in rest || '$skipToken' in rest) return true
  return 'nextLink' in rest && Boolean(rest.nextLink)
}
