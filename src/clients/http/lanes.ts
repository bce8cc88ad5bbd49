/**
 * Lanes: one queue per group of endpoints that share a throttle, so that a slow service never holds up a fast
 * one. The limits are Microsoft's; staying under them is cheaper than being told to wait.
 */
import type { Clock } from './clock.ts'
import { type Meter, meterOf } from './meters.ts'

export type Lane = 'directory' | 'reports' | 'conditionalAccess'

interface Concurrency {
  /** At most this many at once. */
  readonly concurrency: number
}

/** So many requests in any window, whatever each of them costs. */
export interface WindowLimit {
  readonly requests: number
  readonly windowMs: number
}

/** Resource units that flow back all the time, up to a full bucket. */
export interface BucketLimit {
  readonly capacity: number
  readonly refillPerSecond: number
}

export type LaneLimit = (WindowLimit | BucketLimit) & Concurrency
export type LaneLimits = Readonly<Record<Lane, LaneLimit>>

/** Resource units in 10 s: 3,500 under 50 accounts, 5,000 up to 500, 8,000 above (identity.md §g.4). */
export function directoryLimit(accounts: number): LaneLimit {
  const capacity = accounts > 500 ? 8_000 : accounts >= 50 ? 5_000 : 3_500
  return { capacity, refillPerSecond: capacity / 10, concurrency: 16 }
}

/**
 * Graph throttling limits (performance.md §A): reports 5 in 10 s per app and tenant; Conditional Access 1 in 1 s per
 * tenant over all apps, without Retry-After; the directory by resource units, as for the smallest tenant until the
 * size is known.
 */
export const microsoftLimits: LaneLimits = {
  directory: directoryLimit(0),
  reports: { requests: 5, windowMs: 10_000, concurrency: 1 },
  conditionalAccess: { requests: 1, windowMs: 1_000, concurrency: 1 },
}

/** For a simulated cloud that does not throttle. */
export const noLimits: LaneLimits = {
  directory: { requests: 1_000_000, windowMs: 1_000, concurrency: 4 },
  reports: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
  conditionalAccess: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
}

export interface Lanes {
  /** Runs `work` when its lane has room for so many units (1 unless said). */
  run<T>(lane: Lane, signal: AbortSignal | undefined, work: () => Promise<T>, units?: number): Promise<T>
  /** The service said to wait: nobody in the lane starts before then. */
  pause(lane: Lane, ms: number): void
  /** What a request cost beyond what was thought; less than nothing when it was cheaper. */
  charge(lane: Lane, units: number): void
  /** Says how large the tenant is: Microsoft allows large ones more. */
  expectAccounts(accounts: number): void
}

/**
 * Makes the lanes for one tenant.
 * @param directoryFor the directory's limit by number of accounts; left out, it stays as it is
 */
export function openLanes(
  limits: LaneLimits,
  clock: Clock,
  directoryFor?: (accounts: number) => LaneLimit,
): Lanes {
  const gates = new Map<Lane, Gate>()
  const gate = (lane: Lane) => {
    const found = gates.get(lane) ?? new Gate(limits[lane], clock)
    gates.set(lane, found)
    return found
  }
  return {
    run: (lane, signal, work, units = 1) => gate(lane).run(signal, work, units),
    pause: (lane, ms) => gate(lane).pause(ms),
    charge: (lane, units) => gate(lane).charge(units),
    expectAccounts: (accounts) => {
      if (directoryFor) gate('directory').resize(directoryFor(accounts))
    },
  }
}

class Gate {
  readonly #clock: Clock
  readonly #waiting: (() => void)[] = []
  #limit: LaneLimit
  #meter: Meter
  #running = 0
  #turn: Promise<void> = Promise.resolve()
  #pausedUntil = Number.NEGATIVE_INFINITY

  constructor(limit: LaneLimit, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
    this.#meter = meterOf(limit)
  }

  async run<T>(signal: AbortSignal | undefined, work: () => Promise<T>, units: number): Promise<T> {
    await this.#enter()
    try {
      const counted = await this.#pace(signal, units)
      try {
        return await work()
      } finally {
        counted(this.#clock.now())
      }
    } finally {
      this.#leave()
    }
  }

  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + ms)
  }

  charge(units: number): void {
    this.#meter.charge(units, this.#clock.now())
  }

  resize(limit: LaneLimit): void {
    this.#limit = limit
    this.#meter = meterOf(limit, this.#meter)
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
  async #pace(signal: AbortSignal | undefined, units: number): Promise<(counted: number) => void> {
    const before = this.#turn
    const mine = Promise.withResolvers<void>()
    this.#turn = mine.promise
    await before
    try {
      await this.#waitForRoom(signal, units)
      return this.#meter.take(units, this.#clock.now())
    } finally {
      mine.resolve()
    }
  }

  /** Asks the clock again after sleeping: timers may fire a moment early, and a pause may have come meanwhile. */
  async #waitForRoom(signal: AbortSignal | undefined, units: number): Promise<void> {
    for (let wait = this.#wait(units); wait > 0; wait = this.#wait(units))
      await this.#clock.sleep(wait, signal)
  }

  #wait(units: number): number {
    const now = this.#clock.now()
    return Math.max(this.#pausedUntil - now, this.#meter.waitMs(units, now))
  }
}
