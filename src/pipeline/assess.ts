/** The story of an assessment: load the facts, judge every control, reconcile with what was known, tell it. */
import type { FrameworkId } from '#frameworks/requirement.ts'
import {
  type AssessedControl,
  type AssessedFinding,
  type AssessedRequirement,
  type Assessment,
  assessmentSchemaVersion,
  type DatasetCoverage,
} from '#model/assessment.ts'
import { type Claim, itemsOf, type SeenItem } from '#model/claims.ts'
import { type Control, decidingNeeds } from '#model/control.ts'
import type { Coverage } from '#model/coverage.ts'
import { type DatasetName, datasetNames } from '#model/datasets.ts'
import type { Decisions } from '#model/decisions.ts'
import type { FrameworkStatements } from '#model/exclusions.ts'
import { findingIdOf } from '#model/fingerprint.ts'
import type { Evidence, Outcome, OutcomeState } from '#model/outcome.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { TenantStore } from '#store/store.ts'
import { type AcceptedEvidence, type Settled, withAcceptances } from './accepted.ts'
import { loadFacts } from './facts.ts'
import { answerFramework, datasetsOf, requirementsOf } from './frameworks.ts'
import { judge } from './judge.ts'
import { historyDatasets, partnerHistory } from './partner-history.ts'
import { type KnownFindings, nothingKnown, reconcile } from './reconcile.ts'
import { storedLogs, withStoredLogs } from './logs/stored-logs.ts'
import { withRegister } from './register.ts'
import { signInMatrixOf } from './sign-in-matrix.ts'
import { signInDatasets } from './sign-in-records.ts'

export interface AssessOptions {
  readonly store: TenantStore
  readonly snapshot: Snapshot
  readonly controls: readonly Control[]
  readonly decisions: Decisions
  /** The time to judge at. */
  readonly now: Date
  /** Whether the findings' states are brought forward; not for a look at an older snapshot. */
  readonly remember: boolean
  /** The framework to answer as well, with what the organisation states for it. */
  readonly framework?: FrameworkRun | undefined
  readonly onControl?: (done: number, total: number) => void
}

export interface FrameworkRun {
  readonly id: FrameworkId
  readonly statements: FrameworkStatements
}

/** Judges a snapshot. @throws KeywardError `snapshot-broken` */
export async function assess(options: AssessOptions): Promise<Assessment> {
  const { store, snapshot, controls, now, decisions, framework } = options

  // 1. The facts that any control or requirement needs.
  const collected = await loadFacts(snapshot, [
    ...controls.flatMap(({ needs }) => needs),
    ...signInDatasets,
    ...(options.remember ? historyDatasets : []),
    ...(framework ? datasetsOf(requirementsOf(framework.id)) : []),
  ])
  const facts = withRegister(withStoredLogs(collected, await storedLogs(store, now)), decisions, now)

  // 2. What was known before.
  const known: KnownFindings = options.remember ? await store.findings.states() : nothingKnown

  // 3. Judge.
  const judged = controls.map((control, index) => {
    const outcome = judge(control, facts, { now, decisions })
    options.onControl?.(index + 1, controls.length)
    const settled = withAcceptances(control, outcome, decisions, now)
    return assessed(control, settled, { snapshot, known, now, decisions })
  })

  // 4. Answer the framework.
  const requirements = framework
    ? answerFramework(framework.id, facts, { now, decisions }, framework.statements)
    : []

  // 5. Who can sign in how, for the reader.
  const signIns = signInMatrixOf(facts, decisions.tenant)

  // 6. Bring the findings forward: opened, reopened, fixed.
  if (options.remember) await store.findings.apply(reconcile(judged, known, now, snapshot.id))

  // 7. Keep when each fact about a partner was seen.
  if (options.remember) await partnerHistory(store, { snapshot, facts: collected })

  // 8. Tell it.
  return {
    schemaVersion: assessmentSchemaVersion,
    tenant: {
      id: store.tenant,
      ...(snapshot.manifest.tenantName === undefined ? {} : { name: snapshot.manifest.tenantName }),
    },
    assessedAt: now.toISOString(),
    snapshot: snapshot.id,
    collectedAt: snapshot.manifest.collectedAt,
    controls: judged,
    frameworks: outcomesBy(requirements),
    ...(framework ? { requirements } : {}),
    signIns,
    coverage: coverageOf(snapshot),
    notices: snapshot.manifest.notices,
  }
}

function outcomesBy(requirements: readonly AssessedRequirement[]): Assessment['frameworks'] {
  const byFramework: Record<string, Record<string, OutcomeState>> = {}
  for (const { framework, id, outcome } of requirements) {
    byFramework[framework] = { ...byFramework[framework], [id]: outcome }
  }
  return byFramework
}

type Known = Pick<AssessOptions, 'snapshot' | 'now' | 'decisions'> & { readonly known: KnownFindings }

function assessed(control: Control, { outcome, accepted }: Settled, circumstances: Known): AssessedControl {
  const because = reasonsOf(outcome)
  const evidence = 'evidence' in outcome ? outcome.evidence : []
  return {
    id: control.id,
    title: control.title,
    practice: control.practice,
    severity: control.severity,
    needs: decidingNeeds(control),
    outcome: outcome.outcome,
    examined: outcome.examined,
    ...(because.length > 0 ? { because } : {}),
    ...(outcome.outcome === 'fail' && outcome.rest.undecided > 0
      ? { undecided: outcome.rest.undecided }
      : {}),
    rationale: control.rationale,
    references: control.references,
    findings: evidence.map((one) => findingOf(control, one, circumstances)),
    ...(accepted.length === 0
      ? {}
      : { accepted: accepted.map((one) => acceptedOf(control, one, circumstances)) }),
  }
}

function reasonsOf(outcome: Outcome): readonly string[] {
  switch (outcome.outcome) {
    case 'pass':
      return outcome.note === undefined ? [] : [outcome.note]
    case 'fail':
      return outcome.rest.because
    case 'unknown':
      return outcome.because
    case 'notApplicable':
      return [outcome.because]
    case 'needsReview':
      return []
    default:
      return outcome satisfies never
  }
}

function findingOf(
  control: Control,
  evidence: Evidence,
  { snapshot, known, now, decisions }: Known,
): AssessedFinding {
  const tenant = snapshot.manifest.tenant as Parameters<typeof findingIdOf>[0]
  const id = findingIdOf(tenant, control.id, evidence.subject.id)
  const before = known.get(id)
  return {
    id,
    subject: evidence.subject,
    severity: evidence.severity ?? control.severity,
    blastRadius: evidence.blastRadius,
    state: before === undefined || before.state === 'open' ? 'open' : 'reopened',
    firstSeen: before?.firstSeen ?? now.toISOString(),
    summary: evidence.summary,
    evidence: evidence.facts,
    ...(evidence.wouldPassIf === undefined ? {} : { wouldPassIf: evidence.wouldPassIf }),
    remediation: control.remediation,
    ...(evidence.claims === undefined
      ? {}
      : { attestable: true, items: seenItems(evidence.claims, decisions) }),
  }
}

function acceptedOf(control: Control, { evidence, acceptance }: AcceptedEvidence, circumstances: Known) {
  const { author, reason, at, until } = acceptance
  const finding = { ...findingOf(control, evidence, circumstances), state: 'accepted' as const }
  return { ...finding, acceptance: { author, reason, at, until } }
}

/** Names of what was looked at are kept, what would cover it is not: that is made anew from what is there then. */
function seenItems(claims: readonly Claim[], { fingerprint }: Decisions): readonly SeenItem[] {
  return itemsOf(claims, fingerprint).map(({ item, dataset, end, what }) => ({ item, dataset, end, what }))
}

function coverageOf(snapshot: Snapshot): Assessment['coverage'] {
  const coverage: Partial<Record<DatasetName, DatasetCoverage>> = {}
  for (const name of datasetNames) {
    const sealed = snapshot.manifest.datasets[name]
    if (!sealed) continue
    coverage[name] = {
      ...described(sealed.coverage),
      records: sealed.records,
      ...(sealed.quarantined > 0 ? { quarantined: sealed.quarantined } : {}),
    }
  }
  return coverage
}

function described(coverage: Coverage): Omit<DatasetCoverage, 'records'> {
  switch (coverage.state) {
    case 'complete':
      return { state: 'complete' }
    case 'denied':
      return { state: coverage.state, because: coverage.because, missing: coverage.missing }
    case 'unlicensed':
      return { state: coverage.state, because: coverage.because, missing: [coverage.needs] }
    default:
      return { state: coverage.state, because: coverage.because }
  }
}
