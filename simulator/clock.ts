/** Time as the cloud and its client see it, when both are to run an hour in a second. */
export interface VirtualClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Moves time on and wakes, in order, whoever has slept long enough. */
  advance(ms: number): Promise<void>
  /** Resolves when time has moved on by so much. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Keeps time still while real work is under way (a write to disk, say); call the answer when it is done. */
  hold(): () => void
}

export interface VirtualClockOptions {
  /** The moment at which it starts; 2026-11-15T08:00:00Z unless said. */
  readonly start?: number
  /** Jump to the next sleeper as soon as nobody has anything else to do. */
  readonly auto?: boolean
  /** How many turns of the event loop count as "nothing else to do"; a loopback connection needs a few. */
  readonly quietTurns?: number
}

const defaultStart = Date.parse('2026-11-15T08:00:00Z')

/**
 * A clock that moves only when told to, or (`auto`) as soon as everybody sleeps.
 *
 * @example
 * const clock = virtualClock({ auto: true })
 * const cloud = await startCloud({ throttle: true, latencyMs: 250, clock: clock.now, sleep: clock.sleep })
 */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  return new Sleepers(options)
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

class Sleepers implements VirtualClock {
  readonly #waiting: Sleeper[] = []
  readonly #auto: boolean
  readonly #quietTurns: number
  #time: number
  #held = 0
  #isPumping = false
  /** Counts whatever happens, so that quiet can be told from busy. */
  #stirred = 0

  constructor({ start = defaultStart, auto = false, quietTurns = 40 }: VirtualClockOptions) {
    this.#time = start
    this.#auto = auto
    this.#quietTurns = quietTurns
  }

  // Fields rather than methods: both are handed over by themselves.
  readonly now = (): number => this.#time

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      this.#stirred++
      const stop = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(sleeper), 1)
        reject(signal?.reason)
      }
      const wake = (): void => {
        this.#stirred++
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      const sleeper: Sleeper = { until: this.#time + Math.max(0, ms), wake }
      signal?.addEventListener('abort', stop, { once: true })
      this.#insert(sleeper)
      if (this.#auto) void this.#pump()
    })

  hold(): () => void {
    this.#held++
    let isReleased = false
    return () => {
      if (!isReleased) this.#held--
      isReleased = true
      this.#stirred++
    }
  }

  async advance(ms: number): Promise<void> {
    const until = this.#time + ms
    while ((this.#waiting[0]?.until ?? Number.POSITIVE_INFINITY) <= until) {
      this.#wakeNext()
      // What the sleeper does next may be to sleep again, still within the time to be passed.
      await turns(2)
    }
    this.#time = until
  }

  /** Sleepers stay sorted by the moment at which they wake; equals keep their order. */
  #insert(sleeper: Sleeper): void {
    const at = this.#waiting.findIndex(({ until }) => until > sleeper.until)
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, sleeper)
  }

  #wakeNext(): void {
    const next = this.#waiting.shift()
    if (!next) return
    this.#time = Math.max(this.#time, next.until)
    next.wake()
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return
    this.#isPumping = true
    while (this.#waiting.length > 0) {
      const seen = this.#stirred
      await turns(this.#quietTurns)
      if (seen === this.#stirred && this.#held === 0) this.#wakeNext()
    }
    this.#isPumping = false
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate)
}
