/**
 * The one door to what Keyward keeps. Everything is reached through `forTenant`: a handle sees its own tenant's
 * folder and rows and has no way to name another's.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { KeywardError } from '#model/errors.ts'
import { isTenantId, type SnapshotId, type TenantId, tenantId } from '#model/ids.ts'
import { type CollectedSpool, openCollectedSpool } from './collected-spool.ts'
import { type CoverageLedger, coverageLedgerOf } from './decisions/coverage-ledger.ts'
import { type DecisionsStore, decisionsOf } from './decisions/decisions.ts'
import { type FindingsStore, findingsOf } from './decisions/findings.ts'
import { openDecisions } from './decisions/sqlite.ts'
import { type DrillShelf, drillShelf } from './drills.ts'
import { guarded, makeFolder } from './files.ts'
import { type LogStore, logStore } from './log-store/log-store.ts'
import { type PartnerHistoryFile, partnerHistoryFile } from './partner-history.ts'
import { type RunLock, takeLock } from './run-lock.ts'
import { openRun, type RunPurpose, type SpoolRun } from './runs.ts'
import { type SnapshotShelf, snapshotShelf } from './snapshots/shelf.ts'

export interface TenantStore {
  readonly tenant: TenantId
  readonly snapshots: SnapshotShelf
  readonly decisions: DecisionsStore
  readonly findings: FindingsStore
  readonly logs: LogStore
  readonly partnerHistory: PartnerHistoryFile
  /** Days of logs that were asked of others, with what came in a store of its own. */
  readonly drills: DrillShelf
  /** What was asked of the logs, and what came of it. */
  readonly coverage: CoverageLedger
  /** Takes the tenant's collection lock. @throws KeywardError `run-in-progress` */
  lock(): Promise<RunLock>
  /** Takes the lock of collecting logs, which goes on beside the collection of facts. @throws KeywardError `run-in-progress` */
  lockLogs(): Promise<RunLock>
  /** Opens the spool of collected log records. @throws KeywardError `data-unwritable` */
  openCollectedSpool(): Promise<CollectedSpool>
  /** Opens the unfinished run of this purpose, or begins a new one. */
  openRun(purpose: RunPurpose, fresh: SnapshotId): Promise<SpoolRun>
}

export interface Store {
  forTenant(tenant: TenantId): Promise<TenantStore>
  tenants(): Promise<readonly { readonly id: TenantId; readonly name: string | undefined }[]>
  close(): Promise<void>
}

/** Opens the data folder, made if it is not there. @throws KeywardError `data-unwritable`, `decisions-too-new` */
export async function openStore(data: string): Promise<Store> {
  await makeFolder(data)
  const database = await guarded(data, () => openDecisions(join(data, 'decisions.sqlite')))
  return {
    forTenant: async (tenant) => {
      const folder = join(data, 'tenants', tenant)
      await makeFolder(folder)
      return {
        tenant,
        snapshots: snapshotShelf(tenant, join(folder, 'snapshots')),
        decisions: decisionsOf(database, tenant),
        findings: findingsOf(database, tenant),
        logs: logStore(join(folder, 'logs')),
        partnerHistory: partnerHistoryFile(join(folder, 'partner-history.json')),
        drills: drillShelf(join(folder, 'drills')),
        coverage: coverageLedgerOf(database, tenant),
        lock: () => takeLock(join(folder, 'collect.lock')),
        lockLogs: () => takeLock(join(folder, 'collect-logs.lock')),
        openCollectedSpool: () => openCollectedSpool(join(folder, 'collected-logs')),
        openRun: (purpose, fresh) => openRun(join(folder, 'spool'), purpose, fresh),
      }
    },
    tenants: async () => {
      const named = await database.selectFrom('tenants').select(['tenant', 'name']).execute()
      const names = new Map(named.map(({ tenant, name }) => [tenant, name ?? undefined]))
      const folders = await readdir(join(data, 'tenants')).catch(() => [] as string[])
      const ids = folders.sort().filter(isTenantId)
      return ids.map((folder) => ({ id: tenantId(folder), name: names.get(folder) }))
    },
    close: () => database.destroy(),
  }
}

/**
 * The tenant that a person means: an id, a name, or nothing when there is only one.
 * @throws KeywardError `tenant-none`, `tenant-ambiguous`, `tenant-unknown`
 */
export async function chooseTenant(
  store: Store,
  data: string,
  wanted: string | undefined,
): Promise<TenantId> {
  const tenants = await store.tenants()
  const shown = tenants.map(({ id, name }) => (name === undefined ? id : `${id} (${name})`)).join(', ')
  if (tenants.length === 0) throw new KeywardError('tenant-none', { data })
  if (wanted === undefined) {
    if (tenants.length > 1) throw new KeywardError('tenant-ambiguous', { tenants: shown })
    return (tenants[0] as { id: TenantId }).id
  }
  const lower = wanted.toLowerCase()
  const found = tenants.find(({ id, name }) => id === lower || name?.toLowerCase() === lower)
  if (!found) throw new KeywardError('tenant-unknown', { value: wanted, data, tenants: shown })
  return found.id
}
