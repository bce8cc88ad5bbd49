/** The quotas of the services, as data, so that a floor can be computed from the very requests that were sent. */
export type Lane =
  | 'directory'
  | 'reports'
  | 'conditionalAccess'
  | 'usageReports'
  | 'security'
  | 'intune'
  | 'graph'
  | 'armSubscription'
  | 'armTenant'
  | 'resourceGraph'
  | 'managementActivity'

/** Units flow back all the time, up to a full bucket. */
export interface BucketLimit {
  readonly kind: 'bucket'
  readonly capacity: number
  readonly refillPerSecond: number
}

/** At most so many within any stretch of time of that length. */
export interface WindowLimit {
  readonly kind: 'window'
  readonly requests: number
  readonly windowMs: number
}

export type Limit = (BucketLimit | WindowLimit) & Counting

interface Counting {
  /** Whose requests are counted together. `key`: also by subscription or by report. */
  readonly per: 'application' | 'tenant'
  readonly keyed?: true
  /** Where the service does not say how long to wait, the client has to know. */
  readonly retryAfter: boolean
}

export type TenantSize = 'S' | 'M' | 'L'

/** Resource units per 10 s, by size (Graph docs `throttling-limits.md`, "Identity and access"). */
export const directoryUnits: Readonly<Record<TenantSize, number>> = { S: 3500, M: 5000, L: 8000 }

/** Under 50 users is small, over 500 is large. */
export function tenantSize(users: number): TenantSize {
  if (users < 50) return 'S'
  return users <= 500 ? 'M' : 'L'
}

const directory = (capacity: number): Limit => ({
  kind: 'bucket',
  capacity,
  refillPerSecond: capacity / 10,
  per: 'application',
  retryAfter: true,
})

// "request-limits-and-throttling": 250 reads at once and 25 more each second, per subscription and per tenant.
const armReads: Limit = {
  kind: 'bucket',
  capacity: 250,
  refillPerSecond: 25,
  per: 'application',
  retryAfter: true,
}

const window = (requests: number, windowMs: number, more: Partial<Counting> = {}): Limit => ({
  kind: 'window',
  requests,
  windowMs,
  per: 'application',
  retryAfter: true,
  ...more,
})

/** Every lane with its limit, for a tenant of so many users. Sources: Graph docs `throttling-limits.md`, ARM docs. */
export function limitsFor(users: number): Readonly<Record<Lane, Limit>> {
  return {
    directory: directory(directoryUnits[tenantSize(users)]),
    reports: window(5, 10_000),
    // One request a second for all applications together, and no Retry-After (identity reference, section g.4).
    conditionalAccess: window(1, 1_000, { per: 'tenant', retryAfter: false }),
    usageReports: window(14, 600_000, { keyed: true }),
    security: window(150, 60_000),
    intune: window(2_000, 20_000),
    graph: window(130_000, 10_000),
    armSubscription: { ...armReads, keyed: true },
    armTenant: armReads,
    // Its own headers say when to come back (ARG "guidance for throttled requests").
    resourceGraph: window(15, 5_000, { retryAfter: false }),
    managementActivity: window(2_000, 60_000, { per: 'tenant' }),
  }
}
