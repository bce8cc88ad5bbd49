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
import { type StoredLogs, storedReach } from './logs/stored-logs.ts'
import { daysAsked } from './partner-activity.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Where the facts come from. */
export interface FactsOf {
  readonly snapshot: Snapshot
  /** Those of the snapshot alone. */
  readonly own: Facts
  /** What the store of logs added to them; undefined where it was not asked. */
  readonly stored: StoredLogs | undefined
  readonly filedUnder: string
}

/** Gathers it once, for all partners. @param events of all partners */
export function useFactsOf(
  facts: Facts,
  { snapshot: { manifest }, own, stored, filedUnder }: FactsOf,
  events: readonly PartnerEvent[],
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
    asked: (name, of) =>
      furthest(
        isCollected ? askedFor(name, own, manifest.collectedAt, now) : undefined,
        storedReach(stored, own, name, of, now),
      ),
    isCollected,
    now,
  })
}

/** What reaches further back; a reason only where nothing reaches back at all. */
function furthest(asked: Reach | undefined, stored: Reach | string | undefined): Reach | string | undefined {
  if (asked === undefined || stored === undefined) return asked ?? stored
  return typeof stored === 'string' || asked.days >= stored.days ? asked : stored
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
