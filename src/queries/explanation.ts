/** Everything there is to say about one finding, for `keyward explain` and the dashboard. */
import type { AssessedFinding, DatasetCoverage } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import { type SnapshotId, snapshotId } from '#model/ids.ts'
import type { StoredFinding } from '#store/decisions/findings.ts'
import { oneFinding } from '#store/decisions/one-finding.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { TenantStore } from '#store/store.ts'

export interface FindingInContext {
  readonly stored: StoredFinding
  readonly finding: AssessedFinding
  readonly tenant: { readonly id: string; readonly name?: string }
  readonly snapshot: SnapshotId
  readonly collectedAt: string
  readonly records: readonly {
    readonly dataset: DatasetName
    readonly id: string
    readonly record: Record<string, unknown> | undefined
    readonly coverage: DatasetCoverage
  }[]
  readonly history: readonly { readonly at: string; readonly state: string }[]
}

/**
 * Finds a finding by the beginning of its id and gathers the records behind it.
 * @throws KeywardError `finding-unknown`, `finding-ambiguous`, `snapshot-none`, `snapshot-broken`
 */
export async function findingInContext(store: TenantStore, prefix: string): Promise<FindingInContext> {
  const stored = await oneFinding(store.findings, prefix)
  const snapshot = await store.snapshots.open(snapshotId(stored.snapshot))
  const { tenantName, tenant, collectedAt } = snapshot.manifest
  return {
    stored,
    finding: stored.finding,
    tenant: { id: tenant, ...(tenantName === undefined ? {} : { name: tenantName }) },
    snapshot: snapshot.id,
    collectedAt,
    records: await Promise.all(stored.finding.evidence.map((fact) => recordBehind(snapshot, fact))),
    history: await store.findings.history(stored.id),
  }
}

async function recordBehind(snapshot: Snapshot, { dataset, id }: AssessedFinding['evidence'][number]) {
  const sealed = snapshot.manifest.datasets[dataset]
  const coverage: DatasetCoverage = sealed
    ? { ...sealed.coverage, records: sealed.records }
    : { state: 'notAttempted', because: 'this snapshot was made without it', records: 0 }
  return { dataset, id, record: await snapshot.record(dataset, id), coverage }
}
