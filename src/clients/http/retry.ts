/** When to ask again, and after how long. */
import type { HttpResponse } from './transport.ts'

/** Microsoft's advice for 429 and 5xx: honour Retry-After, else back off (identity.md §g.4). */
export const MOST_TRIES = 6
const FIRST_WAIT_MS = 2_000
const LONGEST_BACKOFF_MS = 60_000
/** A service that asks for more than this is not waited for; the dataset says so instead. */
export const LONGEST_WAIT_MS = 5 * 60_000

const WORTH_RETRYING = new Set([429, 500, 502, 503, 504])

/** True for an answer that may be different the next time. */
export function isWorthRetrying(status: number): boolean {
  return WORTH_RETRYING.has(status)
}

/**
 * Milliseconds to wait before try number `tries + 1`. Retry-After counts on refusals only: Graph also sends it,
 * with a fortnight in it, on some successes.
 */
export function waitBefore(tries: number, response: HttpResponse | undefined, random: () => number): number {
  const asked = response === undefined ? undefined : retryAfterOf(response.headers)
  if (asked !== undefined) return asked
  const backoff = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_BACKOFF_MS)
  return backoff * (0.5 + random() / 2)
}

/** Milliseconds that a response asks to wait, by seconds or by date; names of headers in lower case. */
export function retryAfterOf(headers: HttpResponse['headers']): number | undefined {
  const value = headers['retry-after']
  const text = Array.isArray(value) ? value[0] : value
  // An empty value is no advice; as a number it would read zero, and six tries would go out at once.
  if (text === undefined || text.trim() === '') return undefined
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : undefined
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}
