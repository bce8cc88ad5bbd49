/** The facts of a snapshot as controls see them: loaded once, for the datasets that somebody needs. */
import { type Coverage, notAttempted } from '#model/coverage.ts'
import { type DatasetName, type DatasetRecord, datasetOf } from '#model/datasets.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { Facts } from './judge.ts'

/** Loads the named datasets. @throws KeywardError `snapshot-broken` */
export async function loadFacts(snapshot: Snapshot, names: readonly DatasetName[]): Promise<Facts> {
  const loaded = await snapshot.recordsOf([...new Set(names)])
  return {
    // What lies in a sealed file was parsed by the dataset's own schema.
    records: <Name extends DatasetName>(name: Name) =>
      (loaded.get(name) ?? []) as readonly DatasetRecord<Name>[],
    coverage: (name) => coverageIn(snapshot, name),
  }
}

/** How much of a dataset the snapshot holds. */
export function coverageIn(snapshot: Snapshot, name: DatasetName): Coverage {
  const because = datasetOf(name).notCollected ?? 'this snapshot was made without it'
  return snapshot.manifest.datasets[name]?.coverage ?? notAttempted(because)
}
