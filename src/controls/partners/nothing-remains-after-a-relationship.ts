import { powersEvidence, some } from '#access/partners/evidence.ts'
import { partnerDatasets, supplementingDatasets } from '#access/partners/records.ts'
import type { PartnerChannel } from '#access/partners/register.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import { isOver } from '#access/partners/relationships.ts'
import { channelNames } from '#access/partners/words.ts'
import { defineControl } from '#model/control.ts'
import type { PartnerRelationship } from '#model/records/partner-relationships.ts'
import { Tally } from '#model/tally.ts'

export const nothingRemainsAfterARelationship = defineControl({
  id: 'partners/nothing-remains-after-a-relationship',
  title: 'Nothing remains of a partner after its relationship ended',
  practice: 'p7',
  severity: 'high',
  needs: partnerDatasets,
  absences: ['partnerRelationships'],
  supplements: supplementingDatasets,
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'The end of a relationship takes the directory roles away and nothing else: roles of Azure, delegations, ' +
    'applications, guests and accounts stay until somebody removes them, in the hands of a former provider.',
  remediation: [
    'keyward partners NAME --exit lists what remains and in which order to remove it.',
    'If the relationship goes on, enter its new end: keyward partners --register FILE.csv.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/customers/gdap-faq',
    'https://learn.microsoft.com/azure/lighthouse/how-to/remove-delegation',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const ended = view.partnerRelationships.filter((row) => isOver(row, now))
    const { partners } = partnerRegister(view, decisions.tenant, now)
    for (const row of ended) {
      const partner = partners.find((one) => isOf(one, row))
      const remaining = (partner?.channels ?? []).filter(({ kind }) => kind !== 'commerce')
      // A relationship that follows on keeps what it needs.
      if (partner === undefined || remaining.length === 0 || remaining.some(({ kind }) => kind === 'manual'))
        tally.ok()
      else tally.violation(evidenceOf(partner, remaining, row))
    }
    return tally.outcome('no relationship that ended is on the register')
  },
})

function isOf({ tenantIds, domains, ids }: Partner, row: PartnerRelationship): boolean {
  if (row.tenantId && tenantIds.includes(row.tenantId.toLowerCase())) return true
  if (row.domain && domains.includes(row.domain)) return true
  return ids.includes(row.name.toLowerCase())
}

function evidenceOf(partner: Partner, remaining: readonly PartnerChannel[], row: PartnerRelationship) {
  const ways = remaining.map(({ kind }) => channelNames[kind])
  return {
    ...powersEvidence(partner, partner.powers, {
      summary: `The relationship of ${partner.name} ended on ${row.end}, and it still shows through ${some(ways)}.`,
      wouldPassIf: 'what remains was removed, or the relationship that follows was entered',
    }),
    facts: remaining.flatMap(({ evidence }) => evidence).slice(0, 50),
  }
}
