import { attestationOf } from '#access/attested.ts'
import { partnerDatasets } from '#access/partners/records.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import { endOf, isOver } from '#access/partners/relationships.ts'
import { itemsOf } from '#model/claims.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { PartnerRelationship } from '#model/records/partner-relationships.ts'
import { Tally } from '#model/tally.ts'

const YEAR_MS = 366 * 24 * 60 * 60 * 1000

export const relationshipsEndAndAreReviewed = defineControl({
  id: 'partners/relationships-end-and-are-reviewed',
  title: 'Relationships end within a year, or somebody reviewed that they do not',
  practice: 'p6',
  severity: 'medium',
  needs: partnerDatasets,
  absences: [],
  // The rest says whether somebody attested the partner: while it is missing, the attestation stands.
  supplements: partnerDatasets.filter((name) => name !== 'partnerRelationships'),
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'A relationship of delegated administration lasts two years by default, and one that extends itself lasts until ' +
    'somebody remembers it. Each end is a review that nobody has to plan.',
  remediation: [
    'Have the partner request relationships of a year at most, without automatic extension.',
    'Where it has to extend itself, attest the partner at least every quarter: keyward attest FINDING.',
    'An end that was typed in wrongly is corrected in the register: keyward partners --register FILE.csv.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/customers/gdap-introduction',
    'https://learn.microsoft.com/partner-center/customers/gdap-faq',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { partners } = partnerRegister(view, decisions.tenant, now)
    for (const row of view.partnerRelationships) {
      if (isOver(row, now)) continue
      const partner = partners.find((one) => hasRelationship(one, row))
      const isAttested = partner !== undefined && attests(partner)
      const why = isAttested ? undefined : complaintOf(row, now)
      if (why === undefined) tally.ok()
      else if (why === 'unknown')
        tally.unknown(`the register does not say until when ${row.name} has its roles`)
      else tally.violation(evidenceOf(row, why))
    }
    return tally.outcome('no relationship is on the register')

    function attests(partner: Partner): boolean {
      const items = itemsOf(partner.claims, decisions.fingerprint)
      return attestationOf(partner.ids, items, decisions, now).state === 'attested'
    }
  },
})

function hasRelationship({ channels }: Partner, { id }: PartnerRelationship): boolean {
  return channels.some(({ kind, evidence }) => kind === 'manual' && evidence.some((fact) => fact.id === id))
}

/** A reseller relationship has no end and gives no roles. */
function complaintOf(row: PartnerRelationship, now: Date): string | undefined {
  if ((row.roles ?? []).length === 0) return undefined
  if (row.autoExtend === true) return 'extends itself, and nobody attested the partner'
  const end = endOf(row)
  if (end === undefined) return 'unknown'
  return end - now.getTime() > YEAR_MS ? `ends on ${row.end}, more than a year from now` : undefined
}

function evidenceOf(row: PartnerRelationship, why: string): Evidence {
  const { id, name, roles, end, autoExtend, relationship } = row
  return {
    subject: { type: 'partner', id: `relationship ${id}`, name },
    summary: `The relationship of ${name} ${why}.`,
    facts: [{ dataset: 'partnerRelationships', id, fields: { relationship, roles, end, autoExtend } }],
    blastRadius: 'privileged',
    wouldPassIf: 'it ended within a year, or somebody attested the partner as it is now',
  }
}
