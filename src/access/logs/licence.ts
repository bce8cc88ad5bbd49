import { licencesIn } from '#model/licence-plans.ts'
import type { SubscribedSku } from '#model/records/subscribed-skus.ts'

export type EntraLicence = 'p1' | 'free' | 'unknown'

/** Which logs there are depends on the licence (identity.md §f.7); no record at all says nothing. */
export function entraLicence(skus: readonly SubscribedSku[]): EntraLicence {
  if (skus.length === 0) return 'unknown'
  return skus.some((sku) => licencesIn(sku).includes('Microsoft Entra ID P1')) ? 'p1' : 'free'
}

/** For how long Microsoft keeps sign-ins and changes by itself. */
export const platformWords: Readonly<Record<EntraLicence, string>> = {
  p1: 'and Microsoft forgets it after 30 days',
  free: 'and Microsoft forgets it after 7 days without Entra ID P1',
  unknown: 'and Microsoft forgets it after 30 days, without Entra ID P1 after 7',
}
