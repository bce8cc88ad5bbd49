/** Which licences a package holds, by the service plans inside it (identity.md §g.6). */
import type { SubscribedSku } from './records/subscribed-skus.ts'
import type { Licence } from './refusal.ts'

const PLANS: Readonly<Record<string, readonly Licence[]>> = {
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d': ['Microsoft Entra ID P1'],
  'eec0eb4f-6444-4f95-aba0-50c24d67f998': [
    'Microsoft Entra ID P1',
    'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
  ],
  'e866a266-3cff-43a3-acca-0c90a7e00c8b': ['Microsoft Entra ID P2 or Microsoft Entra ID Governance'],
}

/** The licences of a package that is in force. */
export function licencesIn({ capabilityStatus, servicePlans }: SubscribedSku): readonly Licence[] {
  if (capabilityStatus !== 'Enabled' && capabilityStatus !== 'Warning') return []
  const plans = (servicePlans ?? []).filter(({ provisioningStatus }) => provisioningStatus !== 'Disabled')
  return plans.flatMap(({ servicePlanId }) => PLANS[servicePlanId] ?? [])
}
