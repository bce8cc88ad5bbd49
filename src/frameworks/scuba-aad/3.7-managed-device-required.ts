import { defineRequirement } from '../requirement.ts'
import { alternatives, deviceControls } from './policies/grants.ts'
import type { Demand } from './policies/one-policy.ts'
import { policyReading } from './policies/readings.ts'

const demand: Demand = {
  requirement: 'MS.AAD.3.7v1',
  does: 'requires a managed device of all users for all resources',
  wrong: (policy) => [
    ...(deviceControls(policy).length === 2
      ? []
      : ['it does not ask for a compliant or a hybrid joined device']),
    ...(policy.grantControls?.operator === 'OR' ? [] : ['it does not accept one of the two for the other']),
    ...(alternatives(policy).length > 2 ? ['it accepts something else instead'] : []),
  ],
}

export const managedDeviceRequired = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.7v1',
  title: 'Managed devices are required for authentication',
  obligation: 'should',
  checks:
    'One enabled policy requires a compliant or a hybrid joined device, either of them and nothing else, of all users, for all resources, under no further condition.',
  readings: [policyReading(demand)],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-alt-all-users-compliant-hybrid-or-mfa',
  ],
})
