import { notAsked } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'
import { phishingResistantForAll } from './policies/demands.ts'
import { demandsMfa, unreadStrength } from './policies/grants.ts'
import { type Demand, meeting, onePolicy } from './policies/one-policy.ts'

const demand: Demand = {
  requirement: 'MS.AAD.3.2v2',
  does: 'requires MFA of all users for all resources',
  unread: unreadStrength,
  wrong: (policy) =>
    demandsMfa(policy) ? [] : ['it does not require MFA, or accepts something else instead'],
}

export const mfaForAllUsers = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.2v2',
  title: 'Without phishing-resistant MFA, another MFA is enforced for all users',
  obligation: 'shall',
  checks:
    'One enabled policy requires MFA, by the grant control or by a strength, of all users, for all resources, under no further condition. Not asked where MS.AAD.3.1 is met.',
  readings: [
    reading({
      needs: ['conditionalAccessPolicies'],
      emptyWithoutLicence: ['conditionalAccessPolicies'],
      evaluate({ conditionalAccessPolicies: policies }, stated) {
        return meeting(phishingResistantForAll, policies, stated).length > 0
          ? notAsked('phishing-resistant MFA is enforced for all users (MS.AAD.3.1)')
          : onePolicy(demand, policies, stated)
      },
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength',
  ],
})
