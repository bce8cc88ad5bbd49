/** A look at a snapshot, or at exported files that leave nothing behind. */
import type { Decisions } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import { snapshotId } from '#model/ids.ts'
import type { PartnerHistory } from '#model/partner-history.ts'
import { inTemporaryFolder } from '#store/files.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { TenantStore } from '#store/store.ts'
import { readInput } from './input/read-input.ts'
import type { Facts } from './judge.ts'
import { type StoredLogs, storedLogs } from './logs/stored-logs.ts'
import { partnerHistory, withCopies } from './partner-history.ts'
import { openSession } from './session.ts'

export interface LookOptions {
  readonly data: string
  readonly tenant?: string | undefined
  /** A folder, .zip or file of exported responses; nothing of it is kept. */
  readonly input?: string | undefined
  /** A snapshot other than the latest. */
  readonly snapshot?: string | undefined
  readonly clock: () => Date
}

export interface Looked {
  readonly snapshot: Snapshot
  readonly tenant: string
  /** What was declared and attested; for files, what they declare themselves. */
  readonly decisions: Decisions
  /** When the facts about partners were first and last seen. @throws KeywardError `data-unwritable` */
  readonly history: (facts: Facts) => Promise<PartnerHistory>
  /** What the store of logs adds to the facts; left out where the logs themselves are looked at. */
  readonly logs?: (now: Date) => Promise<StoredLogs>
}

/**
 * Opens what is to be looked at, and closes it behind `work`.
 * @throws KeywardError for an unknown tenant, snapshot or input
 */
export async function look<T>(options: LookOptions, work: (looked: Looked) => Promise<T>): Promise<T> {
  if (options.input !== undefined) return lookAtInput(options.input, options.clock, work)
  const session = await openSession(options.data)
  try {
    const store = await session.tenant(options.tenant)
    const snapshot =
      options.snapshot === undefined
        ? await store.snapshots.latest()
        : await store.snapshots.open(snapshotId(options.snapshot))
    if (!snapshot) throw new KeywardError('snapshot-none')
    return await work({
      snapshot,
      tenant: store.tenant,
      decisions: await store.decisions.view(),
      history: historyIn(store, snapshot),
      logs: (now) => storedLogs(store, now),
    })
  } finally {
    await session.close()
  }
}

/** Files are read by way of a data folder, as always; this one goes when the look is over. */
async function lookAtInput<T>(
  input: string,
  clock: () => Date,
  work: (looked: Looked) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const session = await openSession(folder)
    try {
      const { snapshot, tenant, declarations } = await readInput(session.store, input, clock)
      const store = await session.store.forTenant(tenant)
      const decisions = { ...(await store.decisions.view()), declarations }
      return await work({ snapshot, tenant, decisions, history: historyIn(store, snapshot) })
    } finally {
      await session.close()
    }
  })
}

function historyIn(store: TenantStore, snapshot: Snapshot): Looked['history'] {
  return async (facts) => {
    const kept = await partnerHistory(store, { snapshot, facts })
    return withCopies(kept, await store.decisions.journal(), store.tenant)
  }
}
