/**
 * The sealed snapshots of one tenant. A snapshot is there when its manifest is: the manifest is written last and
 * whole.
 */
import { randomBytes } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { partial } from '#model/coverage.ts'
import type { Dataset } from '#model/dataset.ts'
import { type DatasetName, datasetNames, datasetOf, isDatasetName } from '#model/datasets.ts'
import { KeywardError } from '#model/errors.ts'
import { newSnapshotId, type SnapshotId, snapshotId, type TenantId } from '#model/ids.ts'
import { withDuckDb } from '../duckdb.ts'
import { makeFolder, removeIfThere, writeWhole } from '../files.ts'
import type { DatasetSpool } from '../spool.ts'
import { combinedHash, hashOfManifest, type Manifest, ManifestFile, type SealedDataset } from './manifest.ts'
import { sealDataset } from './seal.ts'
import { sealAccountIndex } from './seal-account-index.ts'
import { type Snapshot, snapshotIn } from './snapshot.ts'

const MANIFEST = 'manifest.json'

/** What is known of a snapshot before its datasets are sealed. */
export type SnapshotHead = Pick<
  Manifest,
  'tenantName' | 'source' | 'cloud' | 'collectedAt' | 'sealedAt' | 'now' | 'notices'
>

export interface SnapshotShelf {
  /** Seals the spooled datasets under this id. */
  seal(id: SnapshotId, head: SnapshotHead, spools: ReadonlyMap<DatasetName, DatasetSpool>): Promise<Snapshot>
  /** An id for a snapshot begun now; it sorts behind all others even when the clock was set back. */
  freshId(now: Date): Promise<SnapshotId>
  /** Ids of the sealed snapshots, oldest first. */
  list(): Promise<readonly SnapshotId[]>
  /** @throws KeywardError `snapshot-broken` when the manifest does not match its own hash */
  open(id: SnapshotId): Promise<Snapshot>
  latest(): Promise<Snapshot | undefined>
}

export type { Snapshot } from './snapshot.ts'

/** Opens the shelf in a tenant's folder. */
export function snapshotShelf(tenant: TenantId, folder: string): SnapshotShelf {
  const shelf: SnapshotShelf = {
    seal: async (id, head, spools) => {
      await seal(tenant, folder, id, head, spools)
      return shelf.open(id)
    },
    freshId: async (now) => {
      const last = (await sealedIds(folder)).at(-1)
      const behind = last === undefined ? 0 : timeOfSnapshot(last).getTime() + 1
      return newSnapshotId(new Date(Math.max(now.getTime(), behind)), randomBytes(3).toString('hex'))
    },
    list: () => sealedIds(folder),
    open: async (id) => openSnapshot(join(folder, id), id),
    latest: async () => {
      const last = (await sealedIds(folder)).at(-1)
      return last === undefined ? undefined : shelf.open(last)
    },
  }
  return shelf
}

async function seal(
  tenant: TenantId,
  folder: string,
  id: SnapshotId,
  head: SnapshotHead,
  spools: ReadonlyMap<DatasetName, DatasetSpool>,
): Promise<void> {
  const place = join(folder, id)
  await removeIfThere(place)
  await makeFolder(place)
  const datasets = await sealSpools(spools, place)
  const index = await sealAccountIndex(place, datasets)
  const manifest: Manifest = {
    schemaVersion: 1,
    tenant,
    snapshot: id,
    ...head,
    datasets,
    ...(index && { index }),
    recordsHash: combinedHash(datasets),
  }
  await keepBroken(spools, place)
  const content = JSON.stringify({ manifest, hash: hashOfManifest(manifest) }, null, 2)
  await writeWhole(join(place, MANIFEST), `${content}\n`)
}

async function sealSpools(
  spools: ReadonlyMap<DatasetName, DatasetSpool>,
  place: string,
): Promise<Readonly<Record<string, SealedDataset>>> {
  const folders = new Set([...spools.values()].map(({ path }) => dirname(path)))
  const sealAll = async (connection: DuckDBConnection) => {
    const datasets: Record<string, SealedDataset> = {}
    for (const name of datasetNames) {
      const spool = spools.get(name)
      if (spool) datasets[name] = await sealSpool(connection, datasetOf(name), spool, place)
    }
    return datasets
  }
  return withDuckDb([...folders, place], sealAll, { threads: 1, memory: memoryFor(spools) })
}

const SEALING_MEMORY_MB = 128
/** What DuckDB needs for one record, in its own lengths: the line, its parse and its copies. */
const LENGTHS_PER_RECORD = 32

/** Little, so that a large tenant fits beside it; more only where a single record is large. */
function memoryFor(spools: ReadonlyMap<DatasetName, DatasetSpool>): string {
  const longest = Math.max(0, ...[...spools.values()].map(({ progress }) => progress.longestLine))
  return `${SEALING_MEMORY_MB + Math.ceil((longest * LENGTHS_PER_RECORD) / 1024 / 1024)}MB`
}

async function sealSpool(
  connection: DuckDBConnection,
  dataset: Dataset,
  spool: DatasetSpool,
  place: string,
): Promise<SealedDataset> {
  const { coverage, quarantined, continuation } = spool.progress
  const file = `${dataset.name}.parquet`
  const sealed = await sealDataset(connection, dataset, spool, join(place, file))
  return {
    coverage: coverage ?? partial('the collection was cut off before its end'),
    quarantined,
    ...sealed,
    ...(sealed.fileHash === undefined ? {} : { file }),
    ...(coverage?.state === 'complete' && continuation ? { continuation } : {}),
  }
}

/** Quarantined records go with the snapshot: nothing that the service sent is thrown away. */
async function keepBroken(spools: ReadonlyMap<DatasetName, DatasetSpool>, place: string): Promise<void> {
  for (const [name, spool] of spools) {
    if (spool.progress.quarantined === 0) continue
    await writeWhole(join(place, `${name}.broken.ndjson`), await readFile(spool.brokenPath))
  }
}

async function sealedIds(folder: string): Promise<readonly SnapshotId[]> {
  const names = await readdir(folder).catch(() => [] as string[])
  const sealed: SnapshotId[] = []
  for (const name of names.sort()) {
    if (await isThere(join(folder, name, MANIFEST))) sealed.push(snapshotId(name))
  }
  return sealed
}

/** The time that an id begins with. */
export function timeOfSnapshot(id: SnapshotId): Date {
  return new Date(id.replace(/^(....)(..)(..T..)(..)(..)(...)Z.*$/, '$1-$2-$3:$4:$5.$6Z'))
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

async function openSnapshot(place: string, id: SnapshotId): Promise<Snapshot> {
  return snapshotIn(place, id, await readManifest(place, id))
}

async function readManifest(place: string, id: SnapshotId): Promise<Manifest> {
  const broken = (what: string) => new KeywardError('snapshot-broken', { snapshot: id, what })
  const text = await readFile(join(place, MANIFEST), 'utf8').catch(() => {
    throw new KeywardError('snapshot-none')
  })
  const file = parsedManifest(text)
  if (file === undefined) throw broken('the manifest does not parse')
  if (hashOfManifest(file.manifest) !== file.hash) throw broken('the manifest was changed')
  return file.manifest
}

function parsedManifest(text: string) {
  try {
    return ManifestFile.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Datasets of a manifest that this version knows. */
export function knownDatasets(manifest: Manifest): readonly DatasetName[] {
  return Object.keys(manifest.datasets).filter(isDatasetName)
}
