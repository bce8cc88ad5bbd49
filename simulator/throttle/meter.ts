import type { BucketLimit, Limit, WindowLimit } from './limits.ts'

/** What one quota says to one request. */
export interface Reading {
  readonly allowed: boolean
  /** Units left after this request. */
  readonly remaining: number
  /** How much of the quota is in use; above 1 when more was asked for than there is. */
  readonly used: number
  /** Until the same request would pass. */
  readonly waitMs: number
}

/** One counted quota. */
export interface Meter {
  take(units: number, now: number): Reading
}

export function meterFor(limit: Limit): Meter {
  return limit.kind === 'bucket' ? new Bucket(limit) : new Window(limit)
}

class Bucket implements Meter {
  readonly #limit: BucketLimit
  #level: number
  #at = Number.NEGATIVE_INFINITY

  constructor(limit: BucketLimit) {
    this.#limit = limit
    this.#level = limit.capacity
  }

  take(units: number, now: number): Reading {
    const { capacity, refillPerSecond } = this.#limit
    const elapsed = this.#at === Number.NEGATIVE_INFINITY ? 0 : Math.max(0, now - this.#at)
    this.#level = Math.min(capacity, this.#level + (elapsed / 1000) * refillPerSecond)
    this.#at = now
    // A refused request costs nothing; the slack forgives sums of fractions that end a hair below a whole number.
    const allowed = this.#level + 1e-9 >= units
    const wanted = capacity - this.#level + units
    if (allowed) this.#level = Math.max(0, this.#level - units)
    return {
      allowed,
      remaining: Math.floor(this.#level),
      used: wanted / capacity,
      waitMs: allowed ? 0 : ((units - this.#level) / refillPerSecond) * 1000,
    }
  }
}

class Window implements Meter {
  readonly #limit: WindowLimit
  #served: number[] = []

  constructor(limit: WindowLimit) {
    this.#limit = limit
  }

  take(_units: number, now: number): Reading {
    const { requests, windowMs } = this.#limit
    if ((this.#served[0] ?? now) <= now - windowMs) {
      this.#served = this.#served.filter((at) => at > now - windowMs)
    }
    const allowed = this.#served.length < requests
    if (allowed) this.#served.push(now)
    const oldest = this.#served[0] ?? now
    return {
      allowed,
      remaining: requests - this.#served.length,
      used: (this.#served.length + (allowed ? 0 : 1)) / requests,
      waitMs: oldest + windowMs - now,
    }
  }
}
