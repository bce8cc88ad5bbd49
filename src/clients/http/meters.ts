/** What a lane has left, in the way its service counts. */
import type { BucketLimit, LaneLimit, WindowLimit } from './lanes.ts'

export interface Meter {
  /** Milliseconds until there is room for so many units. */
  waitMs(units: number, now: number): number
  /** Takes units now; the answer is called with the time at which the service had certainly counted them. */
  take(units: number, now: number): (counted: number) => void
  /** Corrects a price after the fact. */
  charge(units: number, now: number): void
  /** The service's own count of what is left; believed when it is less. */
  left(units: number, now: number): void
  /** What is used of the limit, 0 to 1; a resized lane begins with it. */
  used(now: number): number
}

/** The meter of a limit; `before` is the one it replaces. */
export function meterOf(limit: LaneLimit, before?: Meter): Meter {
  return 'requests' in limit ? new Window(limit) : new Bucket(limit, before)
}

class Window implements Meter {
  readonly #limit: WindowLimit
  readonly #recent: { at: number }[] = []

  constructor(limit: WindowLimit) {
    this.#limit = limit
  }

  waitMs(_units: number, now: number): number {
    const oldest = this.#recent.length < this.#limit.requests ? undefined : this.#recent[0]
    return oldest === undefined ? 0 : oldest.at + this.#limit.windowMs - now
  }

  /**
   * The service counts a request when it arrives, which is somewhere between sending it and its answer. Whoever
   * reckons from the sending is now and then a moment too early; reckoning from the answer would waste a round trip
   * in every window. A hundredth of the window covers what networks waver.
   */
  take(_units: number, now: number): (counted: number) => void {
    const entry = { at: now }
    this.#recent.push(entry)
    if (this.#recent.length > this.#limit.requests) this.#recent.shift()
    return (counted) => {
      entry.at = Math.min(counted, now + this.#limit.windowMs / 100)
    }
  }

  /** Every request costs one here, whatever it says. */
  charge(): void {}

  /** When the window ends is not said with it, so there is nothing to wait for. */
  left(): void {}

  used(): number {
    return this.#recent.length / this.#limit.requests
  }
}

/** Sums of fractions end a hair below a whole number. */
const HAIR = 1e-6

class Bucket implements Meter {
  readonly #limit: BucketLimit
  #level: number
  #at: number | undefined

  constructor(limit: BucketLimit, before?: Meter) {
    this.#limit = limit
    this.#level = limit.capacity * (1 - (before?.used(0) ?? 0))
  }

  waitMs(units: number, now: number): number {
    this.#refill(now)
    // A price above the whole bucket passes when the bucket is full: waiting longer would be for ever.
    const missing = Math.min(units, this.#limit.capacity) - this.#level
    return missing <= HAIR ? 0 : Math.ceil((missing / this.#limit.refillPerSecond) * 1000)
  }

  take(units: number, now: number): () => void {
    this.#refill(now)
    this.#level -= units
    return () => {}
  }

  charge(units: number, now: number): void {
    this.take(units, now)
  }

  left(units: number, now: number): void {
    this.#refill(now)
    this.#level = Math.min(this.#level, units)
  }

  used(): number {
    return Math.min(1, Math.max(0, 1 - this.#level / this.#limit.capacity))
  }

  #refill(now: number): void {
    const { capacity, refillPerSecond } = this.#limit
    const elapsed = this.#at === undefined ? 0 : Math.max(0, now - this.#at)
    this.#at = now
    this.#level = Math.min(capacity, this.#level + (elapsed / 1000) * refillPerSecond)
  }
}
