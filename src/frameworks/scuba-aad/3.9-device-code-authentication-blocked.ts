import { defineRequirement } from '../requirement.ts'
import { holds, memberOf } from './policies/conditions.ts'
import { blocks } from './policies/grants.ts'
import type { Demand } from './policies/one-policy.ts'
import { policyReading } from './policies/readings.ts'

const demand: Demand = {
  requirement: 'MS.AAD.3.9v1',
  does: 'blocks device code authentication of all users for all resources',
  about: ['flows'],
  wrong: (policy) => [
    ...(blocks(policy) ? [] : ['it does not block']),
    ...(holds(memberOf(policy.conditions?.authenticationFlows, 'transferMethods'), 'deviceCodeFlow')
      ? []
      : ['device code flow is not among its conditions']),
  ],
}

export const deviceCodeAuthenticationBlocked = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.9v1',
  title: 'Device code authentication is blocked',
  obligation: 'should',
  checks:
    'One enabled policy blocks the device code flow, for all users and all resources, under no further condition.',
  readings: [policyReading(demand)],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows',
  ],
})
