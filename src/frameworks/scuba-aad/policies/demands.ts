/** Demands that more than one requirement rests on. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { demandsMfa, demandsPhishingResistant, unreadStrength } from './grants.ts'
import type { Demand } from './one-policy.ts'

/** MS.AAD.3.1: what makes the other requirements on second factors superfluous. */
export const phishingResistantForAll: Demand = {
  requirement: 'MS.AAD.3.1v1',
  does: 'requires phishing-resistant MFA of all users for all resources',
  unread: unreadStrength,
  wrong: (policy) => (demandsPhishingResistant(policy) ? [] : [notPhishingResistant(policy)]),
}

/** Why its grant controls are not enough. */
export function notPhishingResistant(policy: ConditionalAccessPolicy): string {
  return demandsMfa(policy)
    ? 'it accepts MFA that does not resist phishing'
    : 'it does not require a strength that only phishing-resistant methods satisfy'
}
