import { powersEvidence, some } from '#access/partners/evidence.ts'
import { type PartnerDataset, partnerDatasets } from '#access/partners/records.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import type { Power } from '#access/partners/sighting.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'

const OWNER_LIKE = new Set([
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', // Owner
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', // User Access Administrator
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168', // Role Based Access Control Administrator
])

/** The rest says whose a group is. */
const DECIDES: ReadonlySet<PartnerDataset> = new Set([
  'subscriptions',
  'azureRoleAssignments',
  'azureRoleEligibility',
  'azureRoleDefinitions',
])

export const noOwnerOnBehalfOf = defineControl({
  id: 'partners/no-owner-on-behalf-of',
  title: 'No group of a partner owns a subscription on behalf of',
  practice: 'p7',
  severity: 'medium',
  needs: partnerDatasets,
  absences: [],
  supplements: partnerDatasets.filter((name) => !DECIDES.has(name)),
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'Every subscription that a partner creates makes the partner’s group of administrators its Owner. Everybody in ' +
    'that group then owns it, for every customer alike, and can give access away.',
  remediation: [
    'Agree with the partner first: its earned credit and its support may depend on this access, and it is told to watch for its removal.',
    'Replace it: a delegation through Azure Lighthouse with the least role, to be activated with MFA, or a narrower role that still earns the credit.',
    'Then remove the assignment in the Azure portal: Subscription, Access control, Role assignments, "Foreign Principal for …".',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/customers/azure-plan-manage',
    'https://learn.microsoft.com/azure/lighthouse/concepts/cloud-solution-provider',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { partners } = partnerRegister(view, decisions.tenant, now)
    for (const partner of partners) {
      const powers = partner.powers.filter(({ channel }) => channel === 'azureRole')
      for (const [group, held] of Map.groupBy(powers, ({ path }) => path[0]?.id ?? '')) {
        const owned = held.filter(isOwnerOfSubscription)
        if (owned.length === 0) tally.ok()
        else tally.violation(evidenceOf(partner, group, owned))
      }
    }
    return tally.outcome('no group of another organisation holds a role of Azure')
  },
})

/** A whole subscription or what lies above it; a resource group is for its owner to give away. */
function isOwnerOfSubscription({ roleId, scope }: Power): boolean {
  return OWNER_LIKE.has(roleId) && !scope.toLowerCase().includes('/resourcegroups/')
}

/** The group is the subject: whose it is may come from records that are missing another time. */
function evidenceOf(partner: Partner, group: string, owned: readonly Power[]): Evidence {
  const holds = some(owned.map(({ role, scope }) => `${role} on ${scope}`))
  return {
    ...powersEvidence(partner, owned, {
      summary: `A group of ${partner.name} holds ${holds}.`,
      wouldPassIf: 'the group had a narrower role, or a delegation through Azure Lighthouse instead',
      severity: partner.tenantIds.length === 0 ? 'high' : 'medium',
    }),
    subject: { type: 'principal', id: group, name: `foreign group of ${partner.name}` },
  }
}
