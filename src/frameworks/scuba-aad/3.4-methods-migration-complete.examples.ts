import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { methodsMigrationComplete } from './3.4-methods-migration-complete.ts'

const migration = (policyMigrationState: string | null) => ({
  id: 'authenticationMethodsPolicy',
  policyMigrationState,
})

export const examples = defineRequirementExamples(methodsMigrationComplete, [
  {
    name: 'the migration is complete',
    given: { authenticationMethodsPolicy: [migration('migrationComplete')] },
    then: 'pass',
  },
  {
    name: 'a tenant that never had to migrate has no state',
    given: { authenticationMethodsPolicy: [migration(null)] },
    then: 'pass',
  },
  {
    name: 'the migration is on its way',
    given: { authenticationMethodsPolicy: [migration('migrationInProgress')] },
    then: 'fail',
    because: /older settings/,
  },
  {
    name: 'the state was not read',
    given: { authenticationMethodsPolicy: [{ id: 'authenticationMethodsPolicy' }] },
    then: 'unknown',
  },
])
