/** What partners did, as far as the logs at hand tell: which days they hold, and which logs were not read. */
import type { PartnerEvent } from '#access/events/event.ts'
import { type Span, spanOf } from '#access/events/span.ts'
import { activityOf } from '#access/partners/activity.ts'
import { logDatasets, operationDatasets } from '#access/partners/records.ts'
import type { Partner } from '#access/partners/register.ts'
import { type Rosters, rosters } from '#access/partners/roster.ts'
import { partnerSources } from '#access/partners/sources.ts'
import type { Source } from '#collectors/collector.ts'
import { directoryAuditsCollector } from '#collectors/directory-audits.ts'
import { signInsCollector } from '#collectors/sign-ins.ts'
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { ReportedActivity } from '#model/partner-report.ts'
import type { Facts } from './judge.ts'
import { storedSpan } from './logs/stored-logs.ts'
import { withLogs } from './partner-records.ts'
import type { FactsOf } from './partner-uses.ts'

/** What is read beside the register. */
export const activityDatasets = [
  ...logDatasets,
  ...operationDatasets,
  'partnerRoster',
] as const satisfies readonly DatasetName[]

export interface Logs {
  readonly events: readonly PartnerEvent[]
  readonly rosters: Rosters
  /** The days that the logs at hand hold; undefined when none was read. */
  readonly span: Span | undefined
  /** What they leave out. */
  readonly because: readonly string[]
}

/** Reads the logs of a snapshot once, for all partners. */
export function logsOf(
  facts: Facts,
  { snapshot: { manifest }, own, stored, filedUnder }: FactsOf,
  now: Date,
): Logs {
  const times = [
    ...facts.records('signIns').map(({ createdDateTime }) => createdDateTime),
    ...facts.records('directoryAudits').map(({ activityDateTime }) => activityDateTime),
    ...facts.records('unifiedAudit').map(({ creationTime }) => creationTime),
    ...facts.records('activityLog').map(({ eventTimestamp }) => eventTimestamp),
    ...(manifest.source === 'graph' ? windowsAsked(own, manifest.collectedAt) : []),
    ...storedSpan(stored),
  ]
  const logs = [...logDatasets, ...operationDatasets]
  return {
    events: partnerSources(withLogs(facts), filedUnder, now).events,
    rosters: rosters(facts.records('partnerRoster'), facts.records('tenantInformation')),
    span: spanOf(times),
    because: logs.flatMap((name) => gapOf(name, facts.coverage(name)) ?? []),
  }
}

/** A collection that found nothing in seven days has still looked at seven days. */
function windowsAsked(facts: Facts, collectedAt: string): readonly string[] {
  return [signInsCollector, directoryAuditsCollector].flatMap(({ produces, source }) => {
    if (facts.coverage(produces).state !== 'complete') return []
    const back = daysOf(source) * 24 * 60 * 60 * 1000
    return [new Date(Date.parse(collectedAt) - back).toISOString(), collectedAt]
  })
}

/** How many days of a log a collection asks for; 0 for what none asks for. */
export function daysAsked(dataset: DatasetName): number {
  const collector = [signInsCollector, directoryAuditsCollector].find(({ produces }) => produces === dataset)
  return collector === undefined ? 0 : daysOf(collector.source)
}

const daysOf = (source: Source): number => (source.kind === 'list' ? (source.window?.days ?? 0) : 0)

/** What one partner did. An id stays an id: only the partner's own roster says whose it is. */
export function reportedActivity(partner: Partner, logs: Logs): ReportedActivity {
  const { events, span, because } = logs
  if (span === undefined) return { known: false, because: because.join('; ') }
  const { signIns, changes, azureOperations, last, people } = activityOf(partner, events, logs.rosters)
  if (partner.tenantIds.length === 0 && last === undefined)
    return { known: false, because: 'its tenant is not known, and logs name tenants' }
  return {
    known: true,
    ...span,
    signIns,
    changes,
    azureOperations,
    because,
    ...(last === undefined ? {} : { last }),
    people: people.map(({ id, person, ...seen }) => ({
      id,
      ...(person === undefined ? {} : { person }),
      ...seen,
    })),
  }
}
