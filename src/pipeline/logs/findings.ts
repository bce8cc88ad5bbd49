/**
 * Keeps hits of rules among the findings (decision 017). What happened stays so: looking again and not finding it, in
 * another span or with a shorter store, fixes nothing. A person explains it by accepting it; a new event brings it back.
 */
import type { AssessedFinding, FindingState } from '#model/assessment.ts'
import type { Decisions } from '#model/decisions.ts'
import type { DetectionReport } from '#model/detection.ts'
import { isDetectionControl } from '#model/detection-finding.ts'
import type { FindingChanges, FindingEvent, StoredFinding } from '#store/decisions/findings.ts'
import { oneFinding } from '#store/decisions/one-finding.ts'
import { eventsById } from '#store/log-store/events-by-id.ts'
import type { TenantStore } from '#store/store.ts'
import { withAcceptances } from '../accepted.ts'
import { type EventOf, findingsOfHits, type HitFinding, newest } from './findings-of-hits.ts'

/** One finding after it was kept. */
export interface KeptHit {
  readonly id: string
  readonly rule: string
  readonly state: AssessedFinding['state']
  /** True where it was not so before: opened, brought back, or explained since. */
  readonly isNews: boolean
  readonly finding: AssessedFinding
}

/** Keeps the hits of a report. @param report with all hits: one that lists a part of them would forget the rest */
export async function keepHits(
  store: TenantStore,
  report: DetectionReport,
  now: Date,
): Promise<readonly KeptHit[]> {
  const decisions = await store.decisions.view()
  const known = await store.findings.states()
  const found = findingsOfHits(store.tenant, report.rules, await eventsOf(store, report))
  const kept: { readonly control: string; readonly hit: KeptHit }[] = []
  for (const hit of found) {
    const before = known.get(hit.finding.id)
    const whole = before === undefined ? hit : await withEarlier(store, hit)
    const state = stateOf(whole, before?.state, decisions, now)
    const finding = { ...whole.finding, state, firstSeen: before?.firstSeen ?? now.toISOString() }
    const isNews = before === undefined || (state === 'accepted') !== (before.state === 'accepted')
    kept.push({
      control: hit.control,
      hit: { id: finding.id, rule: ruleOf(hit.control), state, isNews, finding },
    })
  }
  const snapshot = (await store.snapshots.latest())?.id ?? ''
  const changes: FindingChanges = {
    at: now.toISOString(),
    snapshot,
    seen: kept.map(({ control, hit: { finding, isNews: event } }) => ({ control, finding, event })),
    fixed: [],
  }
  await store.findings.apply(changes)
  return kept.map(({ hit }) => hit)
}

const ruleOf = (control: string): string => control.slice(control.indexOf('/') + 1)

async function eventsOf(store: TenantStore, { rules }: DetectionReport): Promise<EventOf> {
  const wanted = rules.flatMap(({ hits }) =>
    hits.flatMap(({ source, eventId, events = [] }) => [eventId, ...events].map((id) => ({ source, id }))),
  )
  const events = await store.logs.read({}, (logs) => eventsById(logs, wanted))
  const byKey = new Map(events.map((event) => [`${event.source} ${event.id}`, event]))
  return (source, id) => byKey.get(`${source} ${id}`)
}

/** A look at a shorter span does not forget what an earlier one saw. */
async function withEarlier(store: TenantStore, { control, finding }: HitFinding): Promise<HitFinding> {
  const [stored] = await store.findings.byPrefix(finding.id)
  return {
    control,
    finding: { ...finding, evidence: newest([...(stored?.finding.evidence ?? []), ...finding.evidence]) },
  }
}

function stateOf(
  { control, finding }: HitFinding,
  before: FindingState | undefined,
  decisions: Decisions,
  now: Date,
): AssessedFinding['state'] {
  const { severity, subject, evidence: facts, blastRadius, summary } = finding
  const { accepted } = withAcceptances(
    { id: control, severity },
    {
      outcome: 'needsReview',
      examined: 1,
      evidence: [{ subject, summary, facts, blastRadius, severity }],
    },
    decisions,
    now,
  )
  if (accepted.length > 0) return 'accepted'
  return before === undefined || before === 'open' ? 'open' : 'reopened'
}

export interface HitExplanation extends Pick<StoredFinding, 'id' | 'state' | 'firstSeen' | 'lastSeen'> {
  readonly rule: string
  readonly finding: AssessedFinding
  readonly history: readonly FindingEvent[]
}

/**
 * What `keyward explain` says of a finding from logs; undefined for one from a control.
 * @throws KeywardError `finding-unknown`, `finding-ambiguous`
 */
export async function explainHit(store: TenantStore, prefix: string): Promise<HitExplanation | undefined> {
  const { id, state, firstSeen, lastSeen, control, finding } = await oneFinding(store.findings, prefix)
  if (!isDetectionControl(control)) return undefined
  const history = await store.findings.history(id)
  return { id, state, firstSeen, lastSeen, rule: ruleOf(control), finding, history }
}
