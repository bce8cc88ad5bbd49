/** Judges a tenant's snapshot, the latest or a named one, or an input that is sealed first. */
import { allControls } from '#controls/controls.generated.ts'
import type { Assessment } from '#model/assessment.ts'
import type { Declaration } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import { type FrameworkStatements, nothingStated } from '#model/exclusions.ts'
import { snapshotId } from '#model/ids.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { TenantStore } from '#store/store.ts'
import { assess, type FrameworkRun } from './assess.ts'
import { frameworks } from './frameworks.ts'
import { readInput } from './input/read-input.ts'
import { decisionsToJudgeBy } from './logs/drill/history.ts'
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
  /** The framework to answer beside the controls. */
  readonly framework?: string | undefined
  readonly clock: () => Date
}

/** @throws KeywardError for an unknown tenant, snapshot or input */
export async function assessTenant(options: AssessTenantOptions): Promise<Assessment> {
  const { store, snapshot, declarations, stated, remember } = await subjectOf(options)
  const decisions = await decisionsToJudgeBy(store)
  return assess({
    store,
    snapshot,
    controls: allControls,
    decisions: { ...decisions, declarations: [...decisions.declarations, ...declarations] },
    now: options.now ?? judgedAt(snapshot) ?? options.clock(),
    remember,
    framework: frameworkNamed(options.framework, stated, snapshot),
  })
}

interface AssessSubject {
  readonly store: TenantStore
  readonly snapshot: Snapshot
  readonly declarations: readonly Declaration[]
  readonly stated: FrameworkStatements
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
    const { declarations, stated } = read
    return { store, snapshot: read.snapshot, declarations, stated, remember: true }
  }
  const store = await session.tenant(tenant)
  const latest = await store.snapshots.latest()
  if (!latest) throw new KeywardError('snapshot-none')
  const wanted = snapshot === undefined ? latest : await store.snapshots.open(snapshotId(snapshot))
  const remember = wanted.id === latest.id
  return { store, snapshot: wanted, declarations: [], stated: nothingStated, remember }
}

/** ScubaGear's names of the clouds in which something is not offered. */
const ENVIRONMENTS: Readonly<Record<string, string>> = { 'gcc-high': 'gcchigh', dod: 'dod' }

/** @throws KeywardError `option-invalid` for a framework that there is not */
function frameworkNamed(
  name: string | undefined,
  stated: FrameworkStatements,
  { manifest }: Snapshot,
): FrameworkRun | undefined {
  if (name === undefined) return undefined
  const id = frameworks.find((one) => one === name)
  if (!id) {
    const how = `Choose one of ${frameworks.join(', ')}.`
    throw new KeywardError('option-invalid', {
      option: '--framework',
      why: `no framework is called ${name}`,
      how,
    })
  }
  const environment = stated.environment ?? ENVIRONMENTS[manifest.cloud]
  return { id, statements: { ...stated, environment } }
}

/** An export is judged at its own time. */
function judgedAt({ manifest }: Snapshot): Date | undefined {
  return manifest.now === undefined ? undefined : new Date(manifest.now)
}
