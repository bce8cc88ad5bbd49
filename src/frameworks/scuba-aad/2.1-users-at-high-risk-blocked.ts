import { defineRequirement } from '../requirement.ts'
import { holds } from './policies/conditions.ts'
import { blocks } from './policies/grants.ts'
import type { Demand } from './policies/one-policy.ts'
import { licensedPolicyReading } from './policies/readings.ts'

const demand: Demand = {
  requirement: 'MS.AAD.2.1v1',
  does: 'blocks users at high risk, of all users for all resources',
  about: ['userRisk'],
  overlooked: ['signInRisk', 'clientApps'],
  wrong: ({ conditions, ...policy }) => [
    ...(blocks(policy) ? [] : ['it does not block']),
    ...(holds(conditions?.userRiskLevels, 'high') ? [] : ['high risk is not among its conditions']),
  ],
}

export const usersAtHighRiskBlocked = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.2.1v1',
  title: 'Users detected as high risk are blocked',
  obligation: 'shall',
  checks:
    'One enabled policy blocks users at high risk, for all users and all resources, and the tenant holds Microsoft Entra ID P2.',
  readings: [licensedPolicyReading(demand)],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies',
  ],
})
