/** Organisations that this tenant has settings for, and marks as service provider (identity.md §d.1). */
import type { Claim } from '#model/claims.ts'
import type { CrossTenantAccessPolicyPartner } from '#model/records/cross-tenant-access.ts'
import type { Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'

/** Entries that say "service provider". An entry alone does not make somebody a partner, and none proves nothing. */
export function crossTenantSightings({ records }: PartnerSources): readonly Sighting[] {
  return records.crossTenantAccessPolicyPartners
    .filter(({ isServiceProvider }) => isServiceProvider === true)
    .map((entry) => ({
      channel: 'crossTenantAccess',
      home: { tenantId: entry.tenantId },
      evidence: {
        dataset: 'crossTenantAccessPolicyPartners',
        id: entry.tenantId,
        fields: { isServiceProvider: true, inboundTrust: entry.inboundTrust },
      },
      kind: 'managedServiceProvider',
      powers: [],
      claims: claimsOf(entry),
    }))
}

const TRUSTS = {
  isMfaAccepted: 'its MFA counts here',
  isCompliantDeviceAccepted: 'its compliant devices count here',
  isHybridAzureADJoinedDeviceAccepted: 'its hybrid joined devices count here',
} as const

/** What is believed of its people widens how they come in. */
function claimsOf({ tenantId, inboundTrust }: CrossTenantAccessPolicyPartner): readonly Claim[] {
  const claim = (key: string, what: string): Claim => ({
    dataset: 'crossTenantAccessPolicyPartners',
    key: { channel: 'crossTenantAccess', setting: key, of: tenantId.toLowerCase() },
    end: null,
    what,
  })
  const trusted = (Object.keys(TRUSTS) as (keyof typeof TRUSTS)[]).filter(
    (name) => inboundTrust?.[name] === true,
  )
  return [
    claim('isServiceProvider', 'marked as service provider'),
    ...trusted.map((name) => claim(name, TRUSTS[name])),
  ]
}
