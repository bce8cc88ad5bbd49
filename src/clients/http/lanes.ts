/**
 * Lanes: one queue per group of endpoints that share a throttle, so that a slow service never holds up a fast
 * one. The limits are Microsoft's; staying under them is cheaper than being told to wait.
 */
import type { Clock } from './clock.ts'
import { type Meter, meterOf } from './meters.ts'

export type Lane =
  | 'directory'
  | 'reports'
  | 'usageReports'
  | 'conditionalAccess'
  | 'auditQueries'
  | 'arm'
  | 'resourceGraph'
  | 'managementActivity'

/** A lane, or one of its queues where the service counts by more than the tenant: `arm/<subscription id>`. */
export type LaneKey = Lane | `${Lane}/${string}`

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

/**
 * Resource units in 10 s: 3,500 under 50 accounts, 5,000 up to 500, 8,000 above (identity.md §g.4). So many at once that
 * a small tenant waits for its longest chain of requests and for nothing else.
 */
export function directoryLimit(accounts: number): LaneLimit {
  const capacity = accounts > 500 ? 8_000 : accounts >= 50 ? 5_000 : 3_500
  return { capacity, refillPerSecond: capacity / 10, concurrency: 128 }
}

/** Azure counts by region and shares the quota with the customer's own tools, so some is left to them (azure.md §0.2). */
const ARM_SHARE = 0.6

/**
 * Graph throttling limits (performance.md §A): reports 5 in 10 s per app and tenant; Conditional Access 1 in 1 s per
 * tenant over all apps, without Retry-After; the directory by resource units, as for the smallest tenant until the
 * size is known; usage reports 14 in 10 min per app and tenant, each of them. Azure (azure.md §0.2, §2.1): 250 reads and 25 more a second per subscription and per tenant; 15
 * Resource Graph queries in 5 s. The Management Activity API allows a tenant 2,000 requests a minute, of which some are
 * left to the customer's own tools (identity.md §f.6). No limit of audit queries is published: one request a second.
 */
export const microsoftLimits: LaneLimits = {
  directory: directoryLimit(0),
  reports: { requests: 5, windowMs: 10_000, concurrency: 1 },
  usageReports: { requests: 14, windowMs: 600_000, concurrency: 1 },
  conditionalAccess: { requests: 1, windowMs: 1_000, concurrency: 1 },
  auditQueries: { requests: 10, windowMs: 10_000, concurrency: 4 },
  arm: { capacity: 250 * ARM_SHARE, refillPerSecond: 25 * ARM_SHARE, concurrency: 12 },
  resourceGraph: { requests: 15, windowMs: 5_000, concurrency: 4 },
  managementActivity: { requests: 1_500, windowMs: 60_000, concurrency: 8 },
}

/** For a simulated cloud that does not throttle. */
export const noLimits: LaneLimits = {
  directory: { requests: 1_000_000, windowMs: 1_000, concurrency: 4 },
  reports: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
  usageReports: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
  conditionalAccess: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
  auditQueries: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
  arm: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
  resourceGraph: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
  managementActivity: { requests: 1_000_000, windowMs: 1_000, concurrency: 2 },
}

export interface Lanes {
  /** Runs `work` when its lane has room for so many units (1 unless said). */
  run<T>(lane: LaneKey, signal: AbortSignal | undefined, work: () => Promise<T>, units?: number): Promise<T>
  /** The service said to wait: nobody in the lane starts before then. */
  pause(lane: LaneKey, ms: number): void
  /** What a request cost beyond what was thought; less than nothing when it was cheaper. */
  charge(lane: LaneKey, units: number): void
  /** The service said how many units are left: others may be spending them too. */
  left(lane: LaneKey, units: number): void
  /** The service said which share of the limit is used, 0 to 1 and above. */
  used(lane: LaneKey, share: number): void
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
  const gates = new Map<LaneKey, Gate>()
  const gate = (key: LaneKey) => {
    const found = gates.get(key) ?? new Gate(limits[laneOf(key)], clock)
    gates.set(key, found)
    return found
  }
  return {
    run: (lane, signal, work, units = 1) => gate(lane).run(signal, work, units),
    pause: (lane, ms) => gate(lane).pause(ms),
    charge: (lane, units) => gate(lane).charge(units),
    left: (lane, units) => gate(lane).left(units),
    used: (lane, share) => gate(lane).used(share),
    expectAccounts: (accounts) => {
      if (directoryFor) gate('directory').resize(directoryFor(accounts))
    },
  }
}

/** The lane whose limit a queue has. */
function laneOf(key: LaneKey): Lane {
  return key.split('/', 1)[0] as Lane
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

  left(units: number): void {
    this.#meter.left(units, this.#clock.now())
  }

  used(share: number): void {
    if ('capacity' in this.#limit) this.left(this.#limit.capacity * Math.max(0, 1 - share))
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
