/**
 * Risk conditions and Privileged Identity Management come with Microsoft Entra ID P2: where the tenant has no such
 * licence, what is asked cannot be in force (ScubaGear says the same). ScubaGear lists plans, Graph licences; either
 * is enough.
 */
import type { DatasetName } from '#model/datasets.ts'
import type { ServicePlan } from '#model/records/service-plans.ts'
import type { SubscribedSku } from '#model/records/subscribed-skus.ts'
import { type Violation, violation } from '../answers.ts'

export const licenceDatasets = ['servicePlans', 'subscribedSkus'] as const satisfies readonly DatasetName[]

const P2_NAME = 'AAD_PREMIUM_P2'
const P2_ID = 'eec0eb4f-6444-4f95-aba0-50c24d67f998'

interface LicenceView {
  readonly servicePlans: readonly ServicePlan[]
  readonly subscribedSkus: readonly SubscribedSku[]
}

/** What speaks against the tenant when no licence holds the plan. */
export function withoutP2({ servicePlans, subscribedSkus }: LicenceView): readonly Violation[] {
  const plans = [...servicePlans, ...subscribedSkus.flatMap(({ servicePlans: inside }) => inside ?? [])]
  if (plans.some(isP2)) return []
  const missing = violation('It takes Microsoft Entra ID P2, and no licence of the tenant holds it.')
  return [{ ...missing, absences: licenceDatasets }]
}

function isP2({ servicePlanName, servicePlanId }: ServicePlan): boolean {
  return servicePlanName === P2_NAME || servicePlanId.toLowerCase() === P2_ID
}
