import { powersEvidence, some } from '#access/partners/evidence.ts'
import { partnerDatasets, supplementingDatasets } from '#access/partners/records.ts'
import { partnerRegister } from '#access/partners/register.ts'
import type { Power } from '#access/partners/sighting.ts'
import { GLOBAL_ADMINISTRATOR } from '#access/roles/tiers.ts'
import { defineControl } from '#model/control.ts'
import { Tally } from '#model/tally.ts'

export const noPartnerCanTakeTheTenant = defineControl({
  id: 'partners/no-partner-can-take-the-tenant',
  title: 'No partner holds a role or permission that leads to the whole tenant',
  practice: 'p6',
  severity: 'critical',
  needs: partnerDatasets,
  absences: [],
  // In the name of a user an application can do no more than that user.
  supplements: supplementingDatasets,
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'Some roles make their holder Global Administrator in one step: those that assign roles, reset administrators, ' +
    'add credentials to applications, or switch MFA off. The default set that partners receive holds two of them, ' +
    'and hardly any task needs them.',
  remediation: [
    'Ask which tasks need the role; the least roles by task are on the page of the partner (keyward partners NAME).',
    'Have the partner request a new relationship without these roles, accept it, then end the old one.',
    'Global Administrator alone can be taken out of a running relationship, by the partner.',
    'For applications: remove the permission in Entra, Enterprise applications, Permissions, after the vendor named what stops working.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/customers/gdap-least-privileged-roles-by-task',
    'https://learn.microsoft.com/partner-center/customers/gdap-faq',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { partners, undecided } = partnerRegister(view, decisions.tenant, now)
    for (const because of undecided) tally.unknown(because)
    for (const partner of partners) {
      const powers = partner.powers.filter(({ tier }) => tier === 'tier0')
      const isOpen = partner.powers.some(({ tier }) => tier === 'unknown')
      if (powers.length > 0 && partner.doubt === undefined) {
        tally.violation(
          powersEvidence(partner, powers, {
            summary: `${partner.name} holds ${some(powers.map(({ role }) => role))}, ${farOf(powers)}.`,
            wouldPassIf: 'it held lesser roles: hardly any task needs these',
          }),
        )
      } else if (powers.length > 0) tally.unknown(partner.doubt ?? '')
      else if (isOpen) tally.unknown(`what some roles or permissions of ${partner.name} allow is not known`)
      else tally.ok()
    }
    return tally.outcome('no other organisation shows in this tenant')
  },
})

function farOf(powers: readonly Power[]): string {
  if (powers.some(({ roleId }) => roleId === GLOBAL_ADMINISTRATOR)) return 'and with it everything'
  const each = new Set(powers.map(({ role }) => role)).size > 1 ? 'each ' : ''
  return `${each}one step from Global Administrator`
}
