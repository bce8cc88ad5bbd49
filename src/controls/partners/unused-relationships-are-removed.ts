import type { PartnerEvent } from '#access/events/event.ts'
import { partnerEvents } from '#access/events/partner-events.ts'
import { powersEvidence, some } from '#access/partners/evidence.ts'
import { logDatasets, type PartnerDataset, partnerDatasets } from '#access/partners/records.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import { daysOfSignIns, hasHiddenUse, isNewerThan, powersBySignIn } from '#access/partners/use.ts'
import { ownTenantId } from '#access/roles/origin.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'

const IDLE_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1000

/** What applications may do and what was sold makes nobody sign in. */
const WORDS: ReadonlySet<PartnerDataset> = new Set([
  'roleDefinitions',
  'servicePrincipals',
  'appRoleAssignments',
  'oauth2PermissionGrants',
  'commerceSubscriptions',
  'subscriptionBilling',
])

export const unusedRelationshipsAreRemoved = defineControl({
  id: 'partners/unused-relationships-are-removed',
  title: 'No partner keeps power that it has not used for 90 days',
  practice: 'p7',
  severity: 'medium',
  needs: [...partnerDatasets, ...logDatasets],
  // One more record could show a use, or that two tenants are one partner's.
  absences: [...logDatasets, 'tenantInformation', 'partnerRelationships'],
  supplements: partnerDatasets.filter((name) => WORDS.has(name)),
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  eitherOf: ['signIns', 'unifiedAudit'],
  rationale:
    'A relationship that nobody works through is a key that nobody misses: it helps only whoever breaks into the ' +
    'partner. Microsoft asks customers to remove partners that are not needed any more.',
  remediation: [
    'Ask who at the partner still needs the roles, and for what.',
    'If nobody: admin.microsoft.com, Settings, Partner relationships, choose the partner, Remove roles; then the roles of Azure, which stay behind.',
    'Sign-ins are kept for 30 days with Entra ID P1 and for 7 without; export them to know about 90.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const days = daysOfSignIns(view.signIns, view.unifiedAudit, now)
    const since = new Date(now.getTime() - IDLE_DAYS * DAY_MS).toISOString()
    const events = partnerEvents(view, ownTenantId(view.organization, decisions.tenant))
    const { partners } = partnerRegister(view, decisions.tenant, now)
    for (const partner of partners) {
      const powers = powersBySignIn(partner)
      const isUsed = lastUse(partner, events, since) !== undefined
      if (powers.length === 0 && !hasHiddenUse(partner)) continue
      if (isUsed || (powers.length > 0 && isNewerThan(partner, since))) tally.ok()
      else if (powers.length === 0)
        tally.unknown(`${partner.name} works through Azure Lighthouse, and the activity log is not read`)
      else if (partner.tenantIds.length === 0)
        tally.unknown(`whose ${partner.name} is, is not known, and sign-ins name tenants`)
      else if (days < IDLE_DAYS) tally.unknown(`the sign-ins at hand reach back ${days} of ${IDLE_DAYS} days`)
      else tally.violation(evidenceOf(partner, days))
    }
    return tally.outcome('no partner holds power that it would sign in for')
  },
})

/** The latest thing that anybody of the partner did since then. */
function lastUse({ tenantIds }: Partner, events: readonly PartnerEvent[], since: string): string | undefined {
  return events.findLast(
    ({ tenantId, time }) => tenantId !== undefined && tenantIds.includes(tenantId) && time >= since,
  )?.time
}

function evidenceOf(partner: Partner, days: number): Evidence {
  const powers = powersBySignIn(partner)
  return powersEvidence(partner, powers, {
    summary: `${partner.name} holds ${some(powers.map(({ role }) => role))}, and nobody of it signed in during the ${days} days of the logs.`,
    wouldPassIf: 'somebody of it had signed in within 90 days, or it held nothing',
  })
}
