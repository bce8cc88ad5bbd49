/** Reads exported files into a sealed snapshot, as if they had been collected. */
import { createHash, randomBytes } from 'node:crypto'
import { readDeclarations } from '#imports/declarations.ts'
import { type DatasetName, datasetNames } from '#model/datasets.ts'
import type { Declaration } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import type { FrameworkStatements } from '#model/exclusions.ts'
import { newSnapshotId, type TenantId, tenantId } from '#model/ids.ts'
import { openInput } from '#store/input/source.ts'
import type { RunPurpose } from '#store/runs.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { DatasetSpool } from '#store/spool.ts'
import type { Store, TenantStore } from '#store/store.ts'
import { type Gathered, gather } from './gather.ts'
import { spoolInput } from './spool-input.ts'

export interface ReadInput {
  readonly snapshot: Snapshot
  readonly tenant: TenantId
  /** Declarations in the input; they hold for this input and are not kept: an export must not decide for later. */
  readonly declarations: readonly Declaration[]
  /** What the input states for a framework's requirements; it holds for this input as well. */
  readonly stated: FrameworkStatements
}

/**
 * Reads a folder, a .zip or a ScubaGear export and seals what it holds.
 * @throws KeywardError `input-not-found`, `input-unreadable`, `input-empty`, `run-in-progress`
 */
export async function readInput(store: Store, path: string, clock: () => Date): Promise<ReadInput> {
  const source = await openInput(path)
  try {
    const gathered = await gather(source.files)
    if (gathered.datasets.length + gathered.streamed.length === 0)
      throw new KeywardError('input-empty', { path })
    const tenant = await store.forTenant(tenantOf(gathered))
    const lock = await tenant.lock()
    try {
      return await sealInput(tenant, gathered, clock())
    } finally {
      await lock.release()
    }
  } finally {
    await source.close()
  }
}

async function sealInput(store: TenantStore, gathered: Gathered, startedAt: Date): Promise<ReadInput> {
  const at = startedAt.toISOString()
  const purpose: RunPurpose = { source: 'input', cloud: 'unknown', endpoint: '', datasets: [], startedAt: at }
  const run = await store.openRun(purpose, newSnapshotId(startedAt, randomBytes(3).toString('hex')))
  try {
    const spools = new Map<DatasetName, DatasetSpool>()
    for (const name of datasetNames) spools.set(name, await run.spool(name))
    const newest = await spoolInput(gathered, spools)
    const now = gathered.manifest.time ?? gathered.at ?? newest
    const declared = readDeclarations(gathered.declared, now ?? at)
    const name = stringOf(organizationOf(gathered)?.['displayName'])
    if (name !== undefined) await store.decisions.name(name)
    const head = {
      source: 'input' as const,
      cloud: 'unknown',
      collectedAt: now ?? at,
      sealedAt: at,
      notices: [...gathered.notices, ...declared.notices],
      ...(name === undefined ? {} : { tenantName: name }),
      ...(now === undefined ? {} : { now }),
    }
    const snapshot = await store.snapshots.seal(run.id, head, spools)
    const declarations = [...gathered.declarations, ...declared.declarations]
    return { snapshot, tenant: store.tenant, declarations, stated: gathered.stated }
  } finally {
    await run.discard()
  }
}

/** Whose input it is: as stated, as the organisation says, or a name made from its content. */
function tenantOf(gathered: Gathered): TenantId {
  const stated = gathered.manifest.tenantId ?? stringOf(organizationOf(gathered)?.['id'])
  if (stated !== undefined) return tenantId(stated)
  const content = gathered.datasets.map(({ dataset, items }) => [dataset, items])
  const names = gathered.streamed.map(({ dataset, file }) => [dataset, file.bytes])
  const hash = createHash('sha256')
    .update(JSON.stringify([content, names]))
    .digest('hex')
  return tenantId(`input-${hash.slice(0, 12)}`)
}

function organizationOf({ datasets }: Gathered): Record<string, unknown> | undefined {
  const item = datasets.find(({ dataset, items }) => dataset === 'organization' && items.length > 0)?.items[0]
  return typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : undefined
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
