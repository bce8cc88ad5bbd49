/** What can go wrong on the wire. */
export type FaultKind =
  | { readonly kind: 'throttled'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504; readonly retryAfterSeconds?: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'foreignNextLink'; readonly host: string }
  | { readonly kind: 'brokenRecord'; readonly index?: number }
  | { readonly kind: 'expiredToken' }
  /** The position of a page is forgotten; meets requests that carry a skip token. */
  | { readonly kind: 'deadSkipToken' }
  /** The state behind a delta token is gone (410). */
  | { readonly kind: 'deadDeltaToken'; readonly code?: 'resyncRequired' | 'syncStateNotFound' }
  /** One read that has not heard of an object yet: the one with this id, or the one changed last. */
  | { readonly kind: 'missing'; readonly id?: string }
  /** Azure answers 200 with so many rows, as it does for a caller who may read no more. */
  | { readonly kind: 'filtered'; readonly keep?: number }
  | { readonly kind: 'unlicensed'; readonly code?: 'p1' | 'p2' | 'risk' }

export type Fault = FaultKind & {
  /** A piece of path and query, or a pattern over them. */
  readonly path: string | RegExp
  /** The first matching request to spoil, counted from 1. */
  readonly nth?: number
  /** True: only as a part of a batch; false: only by itself. A part that is reset is missing in the batch. */
  readonly inBatch?: boolean
  /** How many to spoil from there on; 1 unless said. */
  readonly times?: number
}

/** What the servers in between say when they fail. */
export const serverErrors = {
  500: ['InternalServerError', 'An error occurred while processing the request.'],
  502: ['BadGateway', 'An error occurred while talking to a service behind this one.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
  504: ['UnknownError', ''],
} as const

/**
 * Which requests go wrong, and how. May be changed while the cloud runs.
 *
 * @example
 * cloud.faults.add({ path: '/v1.0/users', nth: 2, kind: 'throttled', retryAfterSeconds: 1 })
 */
export class FaultPlan {
  readonly #plans: { readonly fault: Fault; seen: number }[] = []

  add(...faults: Fault[]): void {
    for (const fault of faults) this.#plans.push({ fault, seen: 0 })
  }

  clear(): void {
    this.#plans.length = 0
  }

  /** The faults that this request meets; counts the request for every plan that it matches. */
  meet(path: string, inBatch = false): Fault[] {
    const matching = this.#plans.filter(
      ({ fault }) => (fault.inBatch ?? inBatch) === inBatch && matches(fault.path, path),
    )
    for (const plan of matching) plan.seen++
    return matching.filter(({ fault, seen }) => isDue(fault, seen)).map(({ fault }) => fault)
  }
}

function isDue({ nth = 1, times = 1 }: Fault, seen: number): boolean {
  return seen >= nth && seen < nth + times
}

/** A text may be plain while the query is percent-encoded; both spellings are compared. */
function matches(pattern: string | RegExp, path: string): boolean {
  if (typeof pattern === 'string') return path.includes(pattern) || decoded(path).includes(pattern)
  pattern.lastIndex = 0
  return pattern.test(path)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
