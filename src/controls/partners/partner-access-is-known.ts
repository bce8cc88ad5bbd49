import { channelDatasets, namingDatasets, partnerDatasets } from '#access/partners/records.ts'
import { partnerRegister } from '#access/partners/register.ts'
import { defineControl } from '#model/control.ts'
import { Tally } from '#model/tally.ts'

export const partnerAccessIsKnown = defineControl({
  id: 'partners/partner-access-is-known',
  title: 'Every channel through which a partner can come in was looked at',
  practice: 'p6',
  severity: 'high',
  needs: partnerDatasets,
  absences: [],
  supplements: namingDatasets,
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'A review of partners that did not look at Azure, at applications or at the relationships of the admin centre is ' +
    'no review. What was not looked at is named here, so that nobody takes silence for nothing.',
  remediation: [
    'keyward partners says beside each channel that was not read how to find out.',
    'Relationships have no interface for customers: copy them from admin.microsoft.com, Settings, Partner relationships, and keyward partners --register FILE.csv.',
    'For Azure, give Reader at the root management group: below it Azure leaves out what it does not show.',
  ],
  references: [
    'https://learn.microsoft.com/microsoft-365/commerce/manage-partners',
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    for (const _ of Object.keys(channelDatasets)) tally.ok()
    for (const because of partnerRegister(view, decisions.tenant, now).undecided) tally.unknown(because)
    return tally.outcome('there is nothing to look at')
  },
})
