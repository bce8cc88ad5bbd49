import { ArmError } from '../arm/errors.ts'
import { type Charge, retryAfterSeconds } from './throttle.ts'

// All principals together may do fifteen times as much (azure reference, section 0.2; both numbers recorded).
const globalFactor = 15

/** What is left of the quota, under the names that were recorded or documented. */
export function armHeaders({ price, remaining, waitMs, limit }: Charge): Record<string, string> {
  if (price.lane === 'resourceGraph') {
    const left = String(Math.max(0, remaining))
    return { 'x-ms-user-quota-remaining': left, 'x-ms-user-quota-resets-after': clockTime(waitMs) }
  }
  const capacity = limit.kind === 'bucket' ? limit.capacity : 0
  const everybody = String(capacity * globalFactor - (capacity - remaining))
  if (price.lane === 'armTenant') return { 'x-ms-ratelimit-remaining-tenant-reads': String(remaining) }
  return {
    'x-ms-ratelimit-remaining-subscription-reads': String(remaining),
    'x-ms-ratelimit-remaining-subscription-global-reads': everybody,
  }
}

/** Hours, minutes and seconds, as Resource Graph writes them. */
function clockTime(ms: number): string {
  return new Date(Math.ceil(ms / 1000) * 1000).toISOString().slice(11, 19)
}

export function armRefusal(charge: Charge): ArmError {
  const headers = armHeaders(charge)
  if (charge.price.lane === 'resourceGraph')
    return new ArmError(429, 'RateLimiting', 'Please provide below info when asking for support.', headers)
  const retryAfter = { 'retry-after': String(retryAfterSeconds(charge)) }
  const [code, whose] =
    charge.price.lane === 'armTenant'
      ? ['TenantRequestsThrottled', 'the tenant']
      : ['SubscriptionRequestsThrottled', `subscription '${charge.price.key ?? ''}'`]
  const message = `Number of read requests for ${whose} exceeded the limit. Please try again after '${retryAfter['retry-after']}' seconds.`
  return new ArmError(429, code, message, { ...headers, ...retryAfter })
}
