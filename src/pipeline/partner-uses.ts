/** What is needed to say whether a partner uses what it holds, out of the facts of a snapshot. */
import type { PartnerEvent } from '#access/events/event.ts'
import type { Reach } from '#access/events/span.ts'
import type { PowerUse } from '#access/partners/uses/power-use.ts'
import { type UseFacts, useFacts } from '#access/partners/uses/use-facts.ts'
import { ownTenantId } from '#access/roles/origin.ts'
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { ReportedUse } from '#model/partner-report.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { Facts } from './judge.ts'
import { daysAsked } from './partner-activity.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Gathers it once, for all partners. @param events of all partners */
export function useFactsOf(
  facts: Facts,
  { manifest }: Snapshot,
  events: readonly PartnerEvent[],
  filedUnder: string,
  now: Date,
): UseFacts {
  const isCollected = manifest.source === 'graph'
  return useFacts({
    events,
    directoryAudits: facts.records('directoryAudits'),
    signIns: facts.records('signIns'),
    unifiedAudit: facts.records('unifiedAudit'),
    activityLog: facts.records('activityLog'),
    servicePrincipals: facts.records('servicePrincipals'),
    users: facts.records('users'),
    own: ownTenantId(facts.records('organization'), filedUnder),
    gap: (name) => gapOf(name, facts.coverage(name)),
    asked: (name) => (isCollected ? askedFor(name, facts, manifest.collectedAt, now) : undefined),
    isCollected,
    now,
  })
}

/** A collection has looked at its days whether they held anything or not. */
function askedFor(name: DatasetName, facts: Facts, collectedAt: string, now: Date): Reach | undefined {
  const days = daysAsked(name)
  if (days === 0 || facts.coverage(name).state !== 'complete') return undefined
  const since = Date.parse(collectedAt) - days * DAY_MS
  return { days: Math.floor((now.getTime() - since) / DAY_MS), since: new Date(since).toISOString() }
}

/** In the words of the published report. */
export function reportedUse(use: PowerUse | undefined): ReportedUse {
  return use ?? { state: 'notKnown', because: 'it was not looked at' }
}
