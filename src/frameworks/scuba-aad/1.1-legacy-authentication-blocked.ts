import { met } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'
import { holds } from './policies/conditions.ts'
import { blocks } from './policies/grants.ts'
import { type Demand, onePolicy } from './policies/one-policy.ts'
import { policyReading } from './policies/readings.ts'

const demand: Demand = {
  requirement: 'MS.AAD.1.1v1',
  does: 'blocks legacy authentication of all users for all resources',
  about: ['clientApps'],
  overlooked: ['userRisk', 'signInRisk'],
  wrong: (policy) => [
    ...(blocks(policy) ? [] : ['it does not block']),
    ...(holds(policy.conditions?.clientAppTypes, 'other') ? [] : ['it leaves out “other clients”']),
    ...(holds(policy.conditions?.clientAppTypes, 'exchangeActiveSync')
      ? []
      : ['it leaves out Exchange ActiveSync']),
  ],
}

/** Security defaults block legacy protocols as well (identity.md §a.1); ScubaGear does not read them. */
const withSecurityDefaults = reading({
  needs: ['conditionalAccessPolicies', 'identitySecurityDefaultsEnforcementPolicy'],
  emptyWithoutLicence: ['conditionalAccessPolicies'],
  evaluate({ conditionalAccessPolicies, identitySecurityDefaultsEnforcementPolicy }, stated) {
    const isOn = identitySecurityDefaultsEnforcementPolicy.some(({ isEnabled }) => isEnabled === true)
    return isOn ? met(1, 'security defaults block it') : onePolicy(demand, conditionalAccessPolicies, stated)
  },
})

export const legacyAuthenticationBlocked = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.1.1v1',
  title: 'Legacy authentication is blocked',
  obligation: 'shall',
  checks:
    'One enabled policy blocks Exchange ActiveSync and other clients, for all users and all resources; or security defaults are on.',
  readings: [withSecurityDefaults, policyReading(demand)],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
  ],
})
