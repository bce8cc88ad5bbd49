import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { weakMethodsDisabled } from './3.5-weak-methods-disabled.ts'

const methods = (
  states: Readonly<Record<string, string>> = {},
  policyMigrationState = 'migrationComplete',
) => ({
  id: 'authenticationMethodsPolicy',
  policyMigrationState,
  authenticationMethodConfigurations: Object.entries({
    Sms: 'disabled',
    Voice: 'disabled',
    Email: 'disabled',
    ...states,
  }).map(([id, state]) => ({ id, state })),
})

export const examples = defineRequirementExamples(weakMethodsDisabled, [
  { name: 'all three are disabled', given: { authenticationMethodsPolicy: [methods()] }, then: 'pass' },
  {
    name: 'text messages are enabled',
    given: { authenticationMethodsPolicy: [methods({ Sms: 'enabled' })] },
    then: 'fail',
    because: /Text messages are enabled/,
  },
  {
    name: 'passcodes by e-mail are enabled',
    given: { authenticationMethodsPolicy: [methods({ Email: 'enabled' })] },
    then: 'fail',
    because: /e-mail/,
  },
  {
    name: 'what is enabled counts before the migration is complete as well',
    given: { authenticationMethodsPolicy: [methods({ Voice: 'enabled' }, 'preMigration')] },
    then: 'fail',
  },
  {
    name: 'what is disabled does not: older settings decide',
    given: { authenticationMethodsPolicy: [methods({}, 'preMigration')] },
    then: 'notApplicable',
    because: /migration/,
  },
  {
    name: 'the settings of the methods were not read',
    given: {
      authenticationMethodsPolicy: [{ id: 'authenticationMethodsPolicy', policyMigrationState: null }],
    },
    then: 'unknown',
    because: /not read/,
  },
])
