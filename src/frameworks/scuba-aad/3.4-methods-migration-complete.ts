import { answer, notKnown, violation } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'
import { isMigrated, methodsFact } from './settings/methods.ts'

export const methodsMigrationComplete = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.4v1',
  title: 'The migration to the authentication methods policy is complete',
  obligation: 'shall',
  checks:
    'The migration state of the authentication methods policy is complete, or null in tenants that never had to migrate.',
  readings: [
    reading({
      needs: ['authenticationMethodsPolicy'],
      evaluate({ authenticationMethodsPolicy: [policy] }, { tenant }) {
        const isComplete = policy && isMigrated(policy)
        if (!policy || isComplete === undefined) return notKnown('the state of the migration was not read')
        const { policyMigrationState } = policy
        const open = violation(
          `The migration is at ${policyMigrationState}: older settings of MFA and password reset still count.`,
          methodsFact(policy, { policyMigrationState }),
        )
        return answer(tenant, 1, isComplete ? [] : [open])
      },
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage',
  ],
})
