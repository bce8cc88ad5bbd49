/** Hits of rules as findings: one for each rule and whoever did it, with the events as evidence. */
import type { AssessedFinding } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { DetectionHit, RuleReport } from '#model/detection.ts'
import { detectionControl } from '#model/detection-finding.ts'
import { findingIdOf } from '#model/fingerprint.ts'
import type { TenantId } from '#model/ids.ts'
import type { BlastRadius, Fact, Subject } from '#model/outcome.ts'
import type { Severity } from '#model/severity.ts'
import { counted } from '#model/text/words.ts'
import type { BriefEvent } from '#store/log-store/events-by-id.ts'

/** A finding before anybody knows whether it is new. */
export interface HitFinding {
  readonly control: string
  readonly finding: Omit<AssessedFinding, 'state' | 'firstSeen'>
}

/** Answers who did something. */
export type EventOf = (source: string, id: string) => BriefEvent | undefined

/** So many events stand with a finding, the newest; what is older was looked at with an earlier one. */
export const MOST_EVIDENCE = 500

/** The level of a rule as the severity of a finding; a rule that does not say is neither hidden nor loud. */
const SEVERITIES: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  informational: 'info',
}

/** How far the harm may reach follows from how grave the rule is; it only orders what is shown. */
const RADIUS: Readonly<Record<Severity, BlastRadius>> = {
  critical: 'tenant',
  high: 'privileged',
  medium: 'account',
  low: 'account',
  info: 'account',
}

/** The findings of all rules that ran. */
export function findingsOfHits(
  tenant: TenantId,
  rules: readonly RuleReport[],
  eventOf: EventOf,
): readonly HitFinding[] {
  return rules.flatMap((rule) => {
    const bySubject = Map.groupBy(rule.hits, (hit) => subjectOf(hit, eventOf).id)
    return [...bySubject.values()].map((hits) => findingOf(tenant, rule, hits, eventOf))
  })
}

function findingOf(
  tenant: TenantId,
  rule: RuleReport,
  hits: readonly DetectionHit[],
  eventOf: EventOf,
): HitFinding {
  const [first] = hits
  const subject: Subject = first === undefined ? NOBODY : subjectOf(first, eventOf)
  const control = detectionControl(rule.id)
  const severity = SEVERITIES[rule.level ?? ''] ?? 'medium'
  const evidence = newest(hits.flatMap((hit) => factsOf(hit, eventOf)))
  const id = findingIdOf(tenant, control, subject.id)
  return {
    control,
    finding: {
      id,
      subject,
      severity,
      blastRadius: RADIUS[severity],
      summary: `${rule.title}: ${counted(evidence.length, 'event')}${evidence.length === MOST_EVIDENCE ? ' or more' : ''}.`,
      evidence,
      remediation: [
        'Ask whoever did it, by another way than mail, whether they did and why.',
        `If it is explained: keyward accept ${id} --reason "…". A new event brings it back.`,
        'If it is not: keyward logs case bundles what an investigator needs.',
      ],
    },
  }
}

const NOBODY: Subject = { type: 'principal', id: 'nobody named', name: 'nobody named' }

/** Whoever did it; of a correlation, what its events have in common. */
function subjectOf({ source, eventId, group }: DetectionHit, eventOf: EventOf): Subject {
  if (group !== undefined) {
    const parts = Object.entries(group).toSorted(([one], [other]) => (one < other ? -1 : 1))
    const name = parts.map(([, value]) => value).join(', ')
    return {
      type: 'principal',
      id: parts.map(([key, value]) => `${key}=${value}`.toLowerCase()).join('\n'),
      name,
    }
  }
  const event = eventOf(source, eventId)
  const name = event?.user ?? event?.userId ?? event?.app
  if (!name) return NOBODY
  const isProgram = event?.actorType === 'application'
  return { type: isProgram ? 'servicePrincipal' : 'account', id: name.toLowerCase(), name }
}

/** Evidence names a dataset; logs that are none stand under the one that they are most like. */
const DATASETS: Readonly<Record<string, DatasetName>> = {
  directoryAudits: 'directoryAudits',
  provisioning: 'directoryAudits',
  unifiedAudit: 'unifiedAudit',
  azureActivity: 'activityLog',
}

function factsOf({ source, eventId, time, events = [] }: DetectionHit, eventOf: EventOf): readonly Fact[] {
  return [...new Set([...events, eventId])].map((id) => {
    const event = eventOf(source, id)
    const at = event?.time === null || event === undefined ? time : new Date(event.time).toISOString()
    const { operation = null, result = null, ip = null } = event ?? {}
    return {
      dataset: DATASETS[source] ?? 'signIns',
      id,
      fields: { log: source, time: at, operation, result, ip },
    }
  })
}

/** The newest facts, each once, in the order of their times. */
export function newest(facts: readonly Fact[]): readonly Fact[] {
  const byId = new Map(facts.map((fact) => [`${fact.dataset} ${fact.id}`, fact]))
  const time = ({ fields }: Fact) => (typeof fields['time'] === 'string' ? fields['time'] : '')
  return [...byId.values()]
    .toSorted((one, other) => time(one).localeCompare(time(other)) || (one.id < other.id ? -1 : 1))
    .slice(-MOST_EVIDENCE)
}
