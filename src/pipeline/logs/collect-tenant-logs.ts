/** Collects the logs of one tenant: connects, learns whose token it is and what time it is there, and collects. */
import type { CloudName } from '#clients/clouds.ts'
import { systemClock } from '#clients/http/clock.ts'
import { openTransport } from '#clients/http/transport.ts'
import type { Credential } from '#clients/sign-in/credential.ts'
import type { KeptTokens } from '#clients/sign-in/kept.ts'
import { DAY, LONGEST_KEPT_MS } from '#logs/windows/policy.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { type TenantId, tenantId } from '#model/ids.ts'
import type { CollectedSpool } from '#store/collected-spool.ts'
import type { TenantStore } from '#store/store.ts'
import { connect } from '../connect.ts'
import type { Session } from '../session.ts'
import { serviceClock } from './collect/service-clock.ts'
import { type StoredRecords, storeCollected, storeLeftovers } from './collect/store-collected.ts'
import { type CollectedLogs, type CollectLogsOptions, collectLogs } from './collect.ts'

export interface CollectTenantLogsOptions
  extends Pick<
    CollectLogsOptions,
    'startSubscriptions' | 'retryDead' | 'signal' | 'onOutlook' | 'onProgress'
  > {
  readonly session: Session
  readonly cloud: CloudName
  readonly endpoint?: string | undefined
  readonly credential: Credential
  /** Where a person's sign-in outlives this program. */
  readonly kept?: KeptTokens | undefined
  readonly now: () => Date
  readonly sources: readonly LogSource[]
  readonly since?: Date | undefined
  readonly backfillDays?: number | undefined
  /** How far storing is, from 0 to 1: before collecting what was left of the last time, and at the end. */
  readonly onStoring?: ((done: number) => void) | undefined
}

export interface CollectedTenantLogs extends CollectedLogs {
  readonly tenant: TenantId
  /** By the clock of the service. */
  readonly at: Date
  /** How much this machine's clock is ahead, in milliseconds; 0 when it agrees or when no answer said. */
  readonly aheadMs: number
  /** What reached the store of logs, with what an earlier collection had left. */
  readonly stored: StoredRecords
}

/**
 * Collects, and stores what was collected. Ended before that, the next collection stores it first.
 * @throws KeywardError `run-in-progress`, what `collectLogs` throws, and `input-unreadable` for a broken spool
 */
export async function collectTenantLogs(options: CollectTenantLogsOptions): Promise<CollectedTenantLogs> {
  const time = serviceClock(options.now)
  const connection = connect({ ...options, transport: time.watch(openTransport()) })
  try {
    // A tenant may be named by a domain; the token says which one it is.
    const stated = 'tenant' in options.credential ? options.credential.tenant : ''
    const tenant = tenantId((await connection.graph.tenant()) ?? stated)
    const store = await options.session.store.forTenant(tenant)
    const lock = await store.lockLogs()
    try {
      const { collected, stored } = await collectAndStore(options, store, (sink) =>
        collectLogs({
          ...options,
          ledger: store.coverage,
          services: connection,
          sink,
          now: time.now,
          clock: systemClock,
          random: Math.random,
          since: sinceOf(options, time.now()),
        }),
      )
      return { ...collected, tenant, at: new Date(time.now()), aheadMs: time.ahead() ?? 0, stored }
    } finally {
      await lock.release()
    }
  } finally {
    await connection.close()
  }
}

async function collectAndStore(
  options: CollectTenantLogsOptions,
  { logs, ...store }: TenantStore,
  collect: (sink: CollectedSpool) => Promise<CollectedLogs>,
): Promise<{ readonly collected: CollectedLogs; readonly stored: StoredRecords }> {
  const spool = await store.openCollectedSpool()
  try {
    const before = await storeLeftovers(logs, spool, options)
    const collected = await collect(spool)
    await spool.forgetBefore(oldestAsked(options.now()))
    const after = await storeCollected(logs, spool, options)
    return {
      collected,
      stored: {
        ...after,
        added: before.added + after.added,
        quarantined: before.quarantined + after.quarantined,
      },
    }
  } finally {
    await spool.close()
  }
}

/** Late events are filed under the day on which they happened, which may lie before the window that brought them. */
const LATE_DAYS = 30

function oldestAsked(now: Date): string {
  return new Date(now.getTime() - LONGEST_KEPT_MS - LATE_DAYS * DAY).toISOString().slice(0, 10)
}

/** The earlier of what was asked for in days and as a moment. */
function sinceOf({ since, backfillDays }: CollectTenantLogsOptions, now: number): number | undefined {
  const moments = [
    ...(since === undefined ? [] : [since.getTime()]),
    ...(backfillDays === undefined ? [] : [now - backfillDays * DAY]),
  ]
  return moments.length === 0 ? undefined : Math.min(...moments)
}
