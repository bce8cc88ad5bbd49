export type Lane = 'reports' | 'conditionalAccess'

interface Limit {
  readonly requests: number
  readonly windowMs: number
  /** Conditional Access refuses without saying for how long (identity reference, section g.4). */
  readonly retryAfterSeconds?: number
}

const limits: Readonly<Record<Lane, Limit>> = {
  reports: { requests: 5, windowMs: 10_000, retryAfterSeconds: 10 },
  conditionalAccess: { requests: 1, windowMs: 1_000 },
}

/** Two of the service's limits, counted in a sliding window. The priced buckets of the directory come later. */
export class Throttle {
  readonly #clock: () => number
  readonly #served = new Map<Lane, number[]>()

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** Undefined when the request may pass; otherwise what to tell the caller. */
  refuse(lane: Lane): Pick<Limit, 'retryAfterSeconds'> | undefined {
    const { requests, windowMs, ...answer } = limits[lane]
    const now = this.#clock()
    const recent = (this.#served.get(lane) ?? []).filter((at) => at > now - windowMs)
    this.#served.set(lane, recent)
    if (recent.length >= requests) return answer
    recent.push(now)
    return undefined
  }
}
