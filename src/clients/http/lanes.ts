/**
 * Lanes: one queue per group of endpoints that share a throttle, so that a slow service never holds up a fast
 * one. The limits are Microsoft's; staying under them is cheaper than being told to wait.
 */
import type { Clock } from './clock.ts'

export type Lane = 'directory' | 'reports' | 'conditionalAccess'

export interface LaneLimit {
  /** At most this many requests in any window. */
  readonly requests: number
  readonly windowMs: number
  /** At most this many at once. */
  readonly concurrency: number
}

/**
 * Graph throttling limits (performance.md §A): reports 5 in 10 s per app and tenant; Conditional Access 1 in 1 s per
 * tenant over all apps, without Retry-After; directory 3,500 resource units in 10 s for the smallest tenants, and
 * our dearest read costs five.
 */
export const microsoftLimits: Readonly<Record<Lane, LaneLimit>> = {
  directory: { requests: 700, windowMs: 10_000, concurrency: 4 },
  reports: { requests: 5, windowMs: 10_000, concurrency: 1 },
  conditionalAccess: { requests: 1, windowMs: 1_000, concurrency: 1 },
}

/** For a simulated cloud that does not throttle. */
export const noLimits: Readonly<Record<Lane, LaneLimit>> = {
  directory: { requests: 1_000_000, windowMs: 1_000, concurrency: 4 },
  reports: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
  conditionalAccess: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
}

export interface Lanes {
  /** Runs `work` when its lane has room. */
  run<T>(lane: Lane, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>
}

/** Makes the lanes for one tenant. */
export function openLanes(limits: Readonly<Record<Lane, LaneLimit>>, clock: Clock): Lanes {
  const gates = new Map<Lane, Gate>()
  return {
    run: (lane, signal, work) => {
      const gate = gates.get(lane) ?? new Gate(limits[lane], clock)
      gates.set(lane, gate)
      return gate.run(signal, work)
    },
  }
}

class Gate {
  readonly #limit: LaneLimit
  readonly #clock: Clock
  readonly #recent: number[] = []
  readonly #waiting: (() => void)[] = []
  #running = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(limit: LaneLimit, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  async run<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    await this.#enter()
    try {
      await this.#pace(signal)
      return await work()
    } finally {
      this.#leave()
    }
  }

  async #enter(): Promise<void> {
    if (this.#running >= this.#limit.concurrency) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running += 1
    }
  }

  /** Hands the place on, so that the count of running ones stays. */
  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#running -= 1
  }

  /** Requests of a lane take their start one after the other. */
  async #pace(signal: AbortSignal | undefined): Promise<void> {
    const before = this.#turn
    const mine = Promise.withResolvers<void>()
    this.#turn = mine.promise
    await before
    try {
      await this.#waitForWindow(signal)
      this.#recent.push(this.#clock.now())
      if (this.#recent.length > this.#limit.requests) this.#recent.shift()
    } finally {
      mine.resolve()
    }
  }

  /** Asks the clock again after sleeping: timers may fire a moment early. */
  async #waitForWindow(signal: AbortSignal | undefined): Promise<void> {
    const oldest = this.#recent.length < this.#limit.requests ? undefined : this.#recent[0]
    if (oldest === undefined) return
    const free = oldest + this.#limit.windowMs
    for (let wait = free - this.#clock.now(); wait > 0; wait = free - this.#clock.now()) {
      await this.#clock.sleep(wait, signal)
    }
  }
}
