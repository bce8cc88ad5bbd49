import { GraphError } from '../graph/errors.ts'
import { matchRoute } from '../graph/match.ts'
import { parseQuery } from '../graph/query.ts'
import { armPrice } from './arm-price.ts'
import { graphPrice } from './graph-price.ts'
import { type Lane, type Limit, limitsFor } from './limits.ts'
import type { Price } from './throttle.ts'

/**
 * The price of one request by method and path; undefined when it is free (tokens, downloads, the envelope of a
 * batch, whose parts are priced one by one) or leads nowhere.
 *
 * @example
 * priceOf('GET', '/v1.0/users?$select=id&$top=999') // { lane: 'directory', units: 1 }
 */
export function priceOf(method: string, path: string): Price | undefined {
  const url = new URL(path, 'http://cloud')
  if (/^\/api\/v1\.0\/[^/]+\/activity\/feed\//i.test(url.pathname))
    return { lane: 'managementActivity', units: 1 }
  if (!/^\/(v1\.0|beta)\//.test(url.pathname)) return armPrice(method, url.pathname)
  if (method !== 'GET') return undefined
  try {
    const { route } = matchRoute(url.pathname)
    // Advanced queries cost what plain ones cost, so the header that unlocks them is taken as sent.
    return graphPrice(route, parseQuery(url.searchParams, 'eventual'))
  } catch (error) {
    if (error instanceof GraphError) return undefined
    throw error
  }
}

export interface Asked {
  readonly method: string
  readonly path: string
}

/**
 * The least time, by lane and key, in which a tenant of so many users could have answered these requests. The
 * lanes run beside each other, so the largest is the floor of the whole.
 *
 * @example
 * const floor = Math.max(0, ...floors(cloud.requests, 1_000_000).values())
 */
export function floors(requests: readonly Asked[], users: number): ReadonlyMap<string, number> {
  const limits = limitsFor(users)
  const totals = new Map<string, { lane: Lane; units: number; requests: number }>()
  for (const { method, path } of requests) {
    const price = priceOf(method, path)
    if (!price) continue
    const name = price.key === undefined ? price.lane : `${price.lane} ${price.key}`
    const total = totals.get(name) ?? { lane: price.lane, units: 0, requests: 0 }
    totals.set(name, {
      ...total,
      units: total.units + price.units,
      requests: total.requests + 1,
    })
  }
  return new Map([...totals].map(([name, total]) => [name, leastMs(limits[total.lane], total)]))
}

/** A bucket gives its content at once and the rest as it refills; a window gives a handful per stretch of time. */
function leastMs(limit: Limit, total: { readonly units: number; readonly requests: number }): number {
  if (limit.kind === 'bucket')
    return (Math.max(0, total.units - limit.capacity) / limit.refillPerSecond) * 1000
  return Math.max(0, Math.ceil(total.requests / limit.requests) - 1) * limit.windowMs
}
