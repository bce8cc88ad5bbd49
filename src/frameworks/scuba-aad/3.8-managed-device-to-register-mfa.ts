import { defineRequirement } from '../requirement.ts'
import { holds } from './policies/conditions.ts'
import { demandsManagedDevice } from './policies/grants.ts'
import type { Demand } from './policies/one-policy.ts'
import { policyReading } from './policies/readings.ts'

const demand: Demand = {
  requirement: 'MS.AAD.3.8v1',
  does: 'requires a managed device of all users who register security information',
  resources: ({ conditions }) =>
    holds(conditions?.applications?.includeUserActions, 'urn:user:registersecurityinfo')
      ? []
      : ['it does not apply to the registration of security information'],
  wrong: (policy) =>
    demandsManagedDevice(policy)
      ? []
      : ['it does not require a managed device, or accepts something else instead'],
}

export const managedDeviceToRegisterMfa = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.8v1',
  title: 'Managed devices are required to register MFA',
  obligation: 'should',
  checks:
    'One enabled policy for the user action “register security information” requires a compliant or hybrid joined device of all users, under no further condition.',
  readings: [policyReading(demand)],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
  ],
})
