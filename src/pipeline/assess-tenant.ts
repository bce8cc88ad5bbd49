/** Judges a tenant's snapshot, the latest or a named one, or an input that is sealed first. */
import { allControls } from '#controls/controls.generated.ts'
import type { Assessment } from '#model/assessment.ts'
import type { Declaration } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import { snapshotId } from '#model/ids.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { TenantStore } from '#store/store.ts'
import { assess } from './assess.ts'
import { readInput } from './input/read-input.ts'
import type { Session } from './session.ts'

export interface AssessTenantOptions {
  readonly session: Session
  readonly tenant?: string | undefined
  /** A folder, .zip or file of exported responses. */
  readonly input?: string | undefined
  /** A snapshot other than the latest: a look back that changes nothing. */
  readonly snapshot?: string | undefined
  /** Judge at this time instead. */
  readonly now?: Date | undefined
  readonly clock: () => Date
}

/** @throws KeywardError for an unknown tenant, snapshot or input */
export async function assessTenant(options: AssessTenantOptions): Promise<Assessment> {
  const { store, snapshot, declarations, remember } = await subjectOf(options)
  const decisions = await store.decisions.view()
  return assess({
    store,
    snapshot,
    controls: allControls,
    decisions: { ...decisions, declarations: [...decisions.declarations, ...declarations] },
    now: options.now ?? judgedAt(snapshot) ?? options.clock(),
    remember,
  })
}

interface AssessSubject {
  readonly store: TenantStore
  readonly snapshot: Snapshot
  readonly declarations: readonly Declaration[]
  readonly remember: boolean
}

async function subjectOf({
  session,
  tenant,
  input,
  snapshot,
  clock,
}: AssessTenantOptions): Promise<AssessSubject> {
  if (input !== undefined) {
    const read = await readInput(session.store, input, clock)
    const store = await session.store.forTenant(read.tenant)
    return { store, snapshot: read.snapshot, declarations: read.declarations, remember: true }
  }
  const store = await session.tenant(tenant)
  const latest = await store.snapshots.latest()
  if (!latest) throw new KeywardError('snapshot-none')
  const wanted = snapshot === undefined ? latest : await store.snapshots.open(snapshotId(snapshot))
  return { store, snapshot: wanted, declarations: [], remember: wanted.id === latest.id }
}

/** An export is judged at its own time. */
function judgedAt({ manifest }: Snapshot): Date | undefined {
  return manifest.now === undefined ? undefined : new Date(manifest.now)
}
