import { type Lane, type Limit, limitsFor } from './limits.ts'
import { type Meter, meterFor, type Reading } from './meter.ts'

/** What one request costs, and which quota pays. */
export interface Price {
  readonly lane: Lane
  readonly units: number
  /** Which subscription, or which report, where each has a quota of its own. */
  readonly key?: string
}

export interface Payer {
  readonly application: string
  readonly tenantId: string
}

export interface Charge extends Reading {
  readonly price: Price
  readonly limit: Limit
  /** The quota is counted, and a request over it is refused. */
  readonly enforced: boolean
}

/** Counts every quota of one cloud. While throttling is off, every request meets a full one. */
export class Throttle {
  readonly #clock: () => number
  readonly #limits: Readonly<Record<Lane, Limit>>
  readonly #enforced: boolean
  readonly #meters = new Map<string, Meter>()

  constructor(clock: () => number, users: number, enforced: boolean) {
    this.#clock = clock
    this.#limits = limitsFor(users)
    this.#enforced = enforced
  }

  charge(price: Price, payer: Payer): Charge {
    const limit = this.#limits[price.lane]
    const meter = this.#enforced ? this.#meter(price, payer, limit) : meterFor(limit)
    const reading = meter.take(price.units, this.#clock())
    return { ...reading, price, limit, enforced: this.#enforced }
  }

  #meter({ lane, key }: Price, { application }: Payer, limit: Limit): Meter {
    const parts = [lane, limit.per === 'application' ? application : '', limit.keyed ? (key ?? '') : '']
    const name = parts.join('/')
    const known = this.#meters.get(name) ?? meterFor(limit)
    this.#meters.set(name, known)
    return known
  }
}

/** Whole seconds to wait, at least one: the header knows no fractions. */
export function retryAfterSeconds({ waitMs }: Reading): number {
  return Math.max(1, Math.ceil(waitMs / 1000))
}
