/** Whether a declaration would end a finding: tried, not guessed. */
import { allControls } from '#controls/controls.generated.ts'
import type { Control } from '#model/control.ts'
import { complete } from '#model/coverage.ts'
import type { Decisions, Declaration } from '#model/decisions.ts'
import { snapshotId } from '#model/ids.ts'
import type { Outcome } from '#model/outcome.ts'
import type { StoredFinding } from '#store/decisions/findings.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from './facts.ts'
import { type Facts, judge } from './judge.ts'

/** What people declare of single accounts. */
const KINDS = ['break-glass', 'service-account'] as const

/** A declaration that would end the finding, as `keyward declare` takes it. */
export interface EndingDeclaration {
  readonly kind: (typeof KINDS)[number]
  readonly subject: string
}

/**
 * Judges the finding's control again over the finding's own snapshot, with each declaration added that could be made of
 * the account; those are the answer that take it off the findings without leaving it undecided.
 * @throws KeywardError `snapshot-broken`
 */
export async function declarationsThatWouldPass(
  stored: StoredFinding,
  store: TenantStore,
): Promise<readonly EndingDeclaration[]> {
  const control = allControls.find(({ id }) => id === stored.control)
  const { subject } = stored.finding
  if (!control || subject.type !== 'account') return []
  const snapshot = await store.snapshots.open(snapshotId(stored.snapshot))
  const facts = await loadFacts(snapshot, control.needs)
  const now = new Date(snapshot.manifest.now ?? snapshot.manifest.collectedAt)
  const decisions = await store.decisions.view()
  const judged = (added: readonly Declaration[]) =>
    fromRecordsAlone(control, facts, now, {
      ...decisions,
      declarations: [...decisions.declarations, ...added],
    })
  const before = judged([])
  if (!accuses(before, subject.id)) return []
  return KINDS.filter((kind) => {
    const after = judged([{ kind, subject: subject.id, ...HYPOTHETICAL, at: now.toISOString() }])
    return !accuses(after, subject.id) && undecidedIn(after) <= undecidedIn(before)
  }).map((kind) => ({ kind, subject: nameFor(subject) }))
}

const HYPOTHETICAL = { author: 'nobody', reason: 'what if' }

/** What was not read stays as it is; the question is what the declaration alone would change. */
function fromRecordsAlone(control: Control, facts: Facts, now: Date, decisions: Decisions): Outcome {
  return judge(control, { ...facts, coverage: () => complete }, { now, decisions })
}

function accuses(outcome: Outcome, id: string): boolean {
  return 'evidence' in outcome && outcome.evidence.some(({ subject }) => subject.id === id)
}

/** An unknown outcome does not count its undecided subjects; there is at least one. */
function undecidedIn(outcome: Outcome): number {
  if (outcome.outcome === 'unknown') return 1
  return outcome.outcome === 'fail' ? outcome.rest.undecided : 0
}

/** The name where it is one that can be typed as it is, else the id. */
function nameFor({ name, id }: { readonly name: string; readonly id: string }): string {
  return /^[\w.+-]+@[\w.-]+$/.test(name) ? name : id
}
