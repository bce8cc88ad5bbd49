import { defineRequirement } from '../requirement.ts'
import { phishingResistantForAll } from './policies/demands.ts'
import { policyReading } from './policies/readings.ts'

export const phishingResistantMfaForAllUsers = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.1v1',
  title: 'Phishing-resistant MFA is enforced for all users',
  obligation: 'shall',
  checks:
    'One enabled policy requires a strength that only phishing-resistant methods satisfy, of all users, for all resources, under no further condition.',
  readings: [policyReading(phishingResistantForAll)],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths',
  ],
})
