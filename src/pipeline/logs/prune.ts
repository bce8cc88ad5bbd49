/** Deleting what need not be kept any longer: by a rule that somebody names, and never by itself. */
import type { LogSource } from '#model/events/log-event.ts'
import { prunable } from '#store/log-store/prune.ts'
import type { TenantStore } from '#store/store.ts'

export interface PruneRequest {
  /** Days to keep, counted back from `now`. */
  readonly days: number
  readonly sources?: readonly LogSource[] | undefined
  readonly reason: string
  readonly by: string
  readonly now: Date
  /** False: only say what would go. */
  readonly isMeant: boolean
}

export interface Pruned {
  /** The first day that stays. */
  readonly before: string
  readonly deleted: boolean
  readonly events: number
  readonly days: number
  readonly files: readonly {
    readonly source: string
    readonly day: string
    readonly rows: number
    readonly sha256: string
  }[]
}

const DAY_MS = 86_400_000

/** Deletes whole days, or says which. @throws KeywardError `run-in-progress`, `data-unwritable` */
export async function pruneLogs(tenant: Pick<TenantStore, 'logs'>, request: PruneRequest): Promise<Pruned> {
  const { days, sources, reason, by, now, isMeant } = request
  const before = new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10)
  const order = { before, by, reason, at: now.toISOString(), ...(sources ? { sources } : {}) }
  const files = isMeant
    ? await tenant.logs.prune(order)
    : prunable((await tenant.logs.manifest()).files, order)
  return {
    before,
    deleted: isMeant,
    events: files.reduce((sum, { rows }) => sum + rows, 0),
    days: new Set(files.map(({ day }) => day)).size,
    files: files.map(({ source, day, rows, sha256 }) => ({ source, day, rows, sha256 })),
  }
}
