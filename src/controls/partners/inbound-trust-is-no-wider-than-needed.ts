import { partnerDatasets, supplementingDatasets } from '#access/partners/records.ts'
import { partnerRegister } from '#access/partners/register.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type {
  CrossTenantAccessPolicyDefault,
  CrossTenantAccessPolicyPartner,
} from '#model/records/cross-tenant-access.ts'
import { Tally } from '#model/tally.ts'

export const inboundTrustIsNoWiderThanNeeded = defineControl({
  id: 'partners/inbound-trust-is-no-wider-than-needed',
  title: 'What other organisations say of their people is believed only where it has to be',
  practice: 'p8',
  severity: 'medium',
  needs: [...partnerDatasets, 'crossTenantAccessPolicyDefault'],
  absences: [],
  supplements: [...supplementingDatasets, 'appRoleAssignments', 'azureRoleDefinitions'],
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'Trusting the MFA or the devices of one partner is right where its people work here. As the default it means that ' +
    'whoever opens a tenant of their own is believed.',
  remediation: [
    'Entra, External Identities, Cross-tenant access settings, Default settings, Inbound, Trust settings: switch all off.',
    'Give each organisation that needs it an entry of its own, with MFA trusted; devices only where you rely on them.',
    'Switch trust off for organisations that no longer work here, and remove their entry.',
  ],
  references: [
    'https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview',
    'https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { partners } = partnerRegister(view, decisions.tenant, now)
    const known = new Set(partners.flatMap(({ tenantIds }) => tenantIds))
    for (const setting of view.crossTenantAccessPolicyDefault) {
      const believed = believedOf(setting)
      if (setting.inboundTrust === undefined) tally.unknown('the default trust settings were not read whole')
      else if (believed.length === 0) tally.ok()
      else tally.violation(defaultEvidence(setting, believed))
    }
    for (const setting of view.crossTenantAccessPolicyPartners) {
      const believed = believedOf(setting)
      if (believed.length === 0 || known.has(setting.tenantId.toLowerCase())) tally.ok()
      else tally.review(partnerEvidence(setting, believed))
    }
    return tally.outcome('there are no cross-tenant access settings')
  },
})

type Setting = CrossTenantAccessPolicyDefault | CrossTenantAccessPolicyPartner

function believedOf({ inboundTrust, automaticUserConsentSettings }: Setting): readonly string[] {
  return [
    ...(inboundTrust?.isMfaAccepted === true ? ['MFA'] : []),
    ...(inboundTrust?.isCompliantDeviceAccepted === true ? ['compliant devices'] : []),
    ...(inboundTrust?.isHybridAzureADJoinedDeviceAccepted === true ? ['hybrid joined devices'] : []),
    ...(automaticUserConsentSettings?.['inboundAllowed'] === true ? ['invitations without consent'] : []),
  ]
}

function defaultEvidence(setting: CrossTenantAccessPolicyDefault, believed: readonly string[]): Evidence {
  return {
    subject: {
      type: 'tenant',
      id: 'default cross-tenant access',
      name: 'Default cross-tenant access settings',
    },
    summary: `Of every other organisation is believed: ${believed.join(', ')}.`,
    facts: [
      {
        dataset: 'crossTenantAccessPolicyDefault',
        id: setting.id,
        fields: { inboundTrust: setting.inboundTrust },
      },
    ],
    blastRadius: 'privileged',
    wouldPassIf: 'the default trusted nothing, and organisations that need it had entries of their own',
  }
}

function partnerEvidence(setting: CrossTenantAccessPolicyPartner, believed: readonly string[]): Evidence {
  const { tenantId, inboundTrust } = setting
  return {
    subject: { type: 'partner', id: `trust of ${tenantId}`, name: tenantId },
    summary: `Of organisation ${tenantId}, which shows nowhere else in this tenant, is believed: ${believed.join(', ')}.`,
    facts: [{ dataset: 'crossTenantAccessPolicyPartners', id: tenantId, fields: { inboundTrust } }],
    blastRadius: 'account',
    wouldPassIf: 'it was on the register of partners, or its entry trusted nothing',
  }
}
