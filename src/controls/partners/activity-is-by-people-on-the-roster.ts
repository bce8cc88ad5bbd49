import { datasetOfSource, type PartnerEvent } from '#access/events/event.ts'
import { partnerEvents } from '#access/events/partner-events.ts'
import { some } from '#access/partners/evidence.ts'
import { type Rosters, rosters } from '#access/partners/roster.ts'
import { ownTenantId } from '#access/roles/origin.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { TenantInformation } from '#model/records/tenant-information.ts'
import { Tally } from '#model/tally.ts'

const MOST_FACTS = 50

export const activityIsByPeopleOnTheRoster = defineControl({
  id: 'partners/activity-is-by-people-on-the-roster',
  title: 'What partners do here is done by people whom they named',
  practice: 'p9',
  severity: 'high',
  needs: ['organization', 'tenantInformation', 'signIns', 'directoryAudits', 'unifiedAudit', 'partnerRoster'],
  absences: ['tenantInformation', 'partnerRoster'],
  // Without Entra ID P1 the unified log is the only one that tells of sign-ins, and mostly nobody has both.
  eitherOf: ['signIns', 'unifiedAudit'],
  rationale:
    'Logs name people of a partner by an id that says nothing here. Only the partner knows who that is and whether ' +
    'that person still works there; an id that it did not name is somebody who left, somebody new, or an intruder.',
  remediation: [
    'Ask the partner who is behind the id, and since when.',
    'Somebody of theirs: have them send a new roster, with the days from which and until which each works here.',
    'Nobody of theirs: take the partner’s roles away at once (admin.microsoft.com, Settings, Partner relationships), and look at everything that the id did.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-ins',
  ],
  evaluate(view, { decisions }) {
    const tally = new Tally()
    const people = rosters(view.partnerRoster, view.tenantInformation)
    const events = partnerEvents(view, ownTenantId(view.organization, decisions.tenant))
    const own = events.filter(({ isProvider, tenantId }) => isProvider || isListed(people, tenantId))
    for (const all of Map.groupBy(own, keyOf).values()) {
      const [{ tenantId, actorId } = {}] = all
      if (tenantId === undefined || actorId === undefined) {
        tally.unknown(`the logs do not say who somebody of a provider is (${actorId ?? 'no id'})`)
        continue
      }
      const called = nameOf(tenantId, people, view.tenantInformation)
      const missing = all.filter(({ time }) => people.on(tenantId, actorId, time).is === 'missing')
      const isOpen = all.some(({ time }) => people.on(tenantId, actorId, time).is === 'none')
      if (missing.length > 0) tally.violation(evidenceOf(missing, called))
      else if (isOpen) tally.unknown(`no roster of ${called} covers what ${actorId} did`)
      else tally.ok()
    }
    return tally.outcome('no partner did anything in the days of the logs')
  },
})

const keyOf = ({ tenantId, actorId }: PartnerEvent): string => `${tenantId}/${actorId}`

/** Guests of other organisations work here too, and nobody gives out rosters of them. */
function isListed(people: Rosters, tenantId: string | undefined): boolean {
  return tenantId !== undefined && people.isOf(tenantId)
}

function nameOf(tenantId: string, people: Rosters, tenants: readonly TenantInformation[]): string {
  const resolved = tenants.find((tenant) => tenant.tenantId.toLowerCase() === tenantId)?.displayName
  return people.nameOf(tenantId) ?? resolved ?? `organization ${tenantId}`
}

function evidenceOf(events: readonly PartnerEvent[], partner: string): Evidence {
  const [{ tenantId = '', actorId = '' } = {}] = events
  const did = some(events.map(({ operation }) => operation))
  return {
    subject: { type: 'partner', id: `${tenantId}/${actorId}`, name: `${actorId} of ${partner}` },
    summary: `${actorId} of ${partner} is on no roster of those days and did ${events.length} things here: ${did}.`,
    facts: events.slice(-MOST_FACTS).map(({ source, id, time, operation, app, ip }) => ({
      dataset: datasetOfSource[source],
      id,
      fields: { time, operation, app, ip },
    })),
    blastRadius: 'privileged',
    wouldPassIf: 'the partner had named the person for these days',
  }
}
