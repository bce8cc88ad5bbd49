/** Which licences the tenant holds, by the service plans inside what it bought (identity.md §g.6). */
import type { Facts } from '#collectors/collector.ts'
import type { Licence } from '#model/refusal.ts'

const PLANS: Readonly<Record<string, readonly Licence[]>> = {
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d': ['Microsoft Entra ID P1'],
  'eec0eb4f-6444-4f95-aba0-50c24d67f998': [
    'Microsoft Entra ID P1',
    'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
  ],
  'e866a266-3cff-43a3-acca-0c90a7e00c8b': ['Microsoft Entra ID P2 or Microsoft Entra ID Governance'],
}

/** The licences of the tenant, as far as its subscriptions were read. */
export async function licencesOf(facts: Facts): Promise<ReadonlySet<Licence>> {
  const held = new Set<Licence>()
  for await (const { capabilityStatus, servicePlans } of facts.records('subscribedSkus')) {
    if (capabilityStatus !== 'Enabled' && capabilityStatus !== 'Warning') continue
    for (const { servicePlanId, provisioningStatus } of servicePlans ?? []) {
      if (provisioningStatus === 'Disabled') continue
      for (const licence of PLANS[servicePlanId] ?? []) held.add(licence)
    }
  }
  return held
}
