/** Who sold what: hints, not powers. They name a reseller that no other channel shows (azure.md §1.2, §1.5). */

import type { Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'

/** Licences owned by another tenant, and subscriptions billed through a customer of a billing account of another. */
export function commerceSightings({ records, tenantId }: PartnerSources): readonly Sighting[] {
  const orders = records.commerceSubscriptions.flatMap(
    ({ id, ownerTenantId, skuPartNumber, createdDateTime, status }) => {
      const owner = ownerTenantId?.toLowerCase()
      if (!owner || owner === tenantId) return []
      const fields = { ownerTenantId, skuPartNumber, status }
      return [sold(owner, { dataset: 'commerceSubscriptions', id, fields }, createdDateTime ?? undefined)]
    },
  )
  const bills = records.subscriptionBilling.flatMap(
    ({ subscriptionId, billingTenantId, billingAccountDisplayName }) => {
      const owner = billingTenantId?.toLowerCase()
      if (!owner || owner === tenantId) return []
      const fields = { billingTenantId, billingAccountDisplayName }
      return [sold(owner, { dataset: 'subscriptionBilling', id: subscriptionId, fields }, undefined)]
    },
  )
  return [...orders, ...bills]
}

function sold(owner: string, evidence: Sighting['evidence'], since: string | undefined): Sighting {
  return {
    channel: 'commerce',
    home: { tenantId: owner },
    evidence,
    since,
    kind: 'reseller',
    powers: [],
    claims: [],
  }
}
