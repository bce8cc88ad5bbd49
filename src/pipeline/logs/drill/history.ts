/** The drills of a tenant: as controls see them, and as people list them. */
import { type DrillStanding, drillStanding } from '#access/logs/drill-due.ts'
import type { Decisions } from '#model/decisions.ts'
import type { DrillHistory, DrillRecord, DrillResult } from '#model/drill.ts'
import { messageOf } from '#model/errors.ts'
import type { TenantStore } from '#store/store.ts'
import { heldDays } from './day.ts'

type Kept = Pick<TenantStore, 'drills' | 'logs' | 'coverage'>

/** What is kept of drills; what cannot be read is named, and nothing is taken for none. */
export async function drillHistory(store: Kept): Promise<DrillHistory> {
  const hasLogs = await keepsLogs(store)
  try {
    const { drills, broken } = await store.drills.list()
    return {
      hasLogs,
      drills,
      broken: broken.map(({ id, because }) => `${id}: ${because}`),
    }
  } catch (error) {
    return { hasLogs, drills: [], broken: [messageOf(error)] }
  }
}

/**
 * A store that was lost is one still: the ledger knows what was collected into it. So is one that cannot be read, which
 * says nothing of the drills that were.
 */
async function keepsLogs(store: Kept): Promise<boolean> {
  try {
    const { files } = await store.logs.manifest()
    return files.length > 0 || (await heldDays(store)).days.length > 0
  } catch {
    return true
  }
}

/** The decisions of a tenant with what drills came to: all that controls judge by. */
export async function decisionsToJudgeBy(store: TenantStore): Promise<Decisions> {
  return { ...(await store.decisions.view()), drills: await drillHistory(store) }
}

export interface ListedDrill extends Omit<DrillRecord, 'schemaVersion' | 'results'> {
  /** `waiting`: nothing was compared yet. */
  readonly state: DrillResult['verdict'] | 'waiting'
  /** The last comparison. */
  readonly result?: DrillResult
}

export interface DrillReport {
  readonly schemaVersion: 1
  readonly tenant: { readonly id: string }
  readonly at: string
  readonly state: DrillStanding['state']
  /** Why it is unknown. */
  readonly because: readonly string[]
  /** When the last one proved something, and when the next is due; ISO 8601, UTC. */
  readonly last?: string
  readonly due?: string
  /** The first request first. */
  readonly drills: readonly ListedDrill[]
}

/** Lists the drills. */
export async function drillReport(store: TenantStore, now: Date): Promise<DrillReport> {
  const history = await drillHistory(store)
  const { state, because, last, due } = drillStanding(history, now)
  return {
    schemaVersion: 1,
    tenant: { id: store.tenant },
    at: now.toISOString(),
    state,
    because,
    ...(last && due !== undefined ? { last: last.result.at, due } : {}),
    drills: history.drills.map(listed),
  }
}

function listed({ id, day, from, by, requestedAt, asked, results }: DrillRecord): ListedDrill {
  const result = results.at(-1)
  return {
    id,
    day,
    ...(from === undefined ? {} : { from }),
    by,
    requestedAt,
    asked,
    state: result?.verdict ?? 'waiting',
    ...(result === undefined ? {} : { result }),
  }
}
