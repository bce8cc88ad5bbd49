import { GraphError, tooManyRequests } from '../graph/errors.ts'
import { type Charge, type Payer, retryAfterSeconds } from './throttle.ts'

// "Returned only when the application consumed more than 0.8 of its limit" (throttling-limits.md).
const warnsAbove = 0.8
const highestPercentage = 1.8

/** The headers that tell a caller of Graph what the request cost and how close the limit is. */
export function graphHeaders({ price, used, enforced, allowed }: Charge): Record<string, string> {
  if (price.lane !== 'directory') return {}
  const cost = allowed ? { 'x-ms-resource-unit': String(price.units) } : {}
  if (!enforced || used <= warnsAbove) return cost
  const percentage = Math.min(highestPercentage, used).toFixed(2)
  return { ...cost, 'x-ms-throttle-limit-percentage': percentage }
}

/** A refusal in the words of Graph: which limit, why, and (where the service says so) for how long. */
export function graphRefusal(charge: Charge, payer: Payer): GraphError {
  const { price, limit } = charge
  const refusal = tooManyRequests(limit.retryAfter ? retryAfterSeconds(charge) : undefined)
  const headers = { ...refusal.headers, ...graphHeaders(charge), ...directoryReason(price.lane, payer) }
  return new GraphError(refusal.status, refusal.code, refusal.message, headers)
}

/** `<Scope>/<Limit>/<ApplicationId>/<TenantId>`; only the directory is documented to send both headers. */
function directoryReason(lane: string, { application, tenantId }: Payer): Record<string, string> {
  if (lane !== 'directory') return {}
  return {
    'x-ms-throttle-scope': `Tenant_Application/Read/${application}/${tenantId}`,
    'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
  }
}
