import { denied } from '#model/coverage.ts'
import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { applicationPasswordsBlocked } from './5.5-application-passwords-blocked.ts'

const rule = (restrictionType: string, changes: object = {}) => ({
  restrictionType,
  state: 'enabled',
  maxLifetime: 'P90D',
  restrictForAppsCreatedAfterDateTime: '0001-01-01T00:00:00Z',
  ...changes,
})

/** The same for applications and for service principals. */
const policy = (passwordCredentials: ReturnType<typeof rule>[]) => ({
  id: 'defaultAppManagementPolicy',
  applicationRestrictions: { passwordCredentials },
  servicePrincipalRestrictions: { passwordCredentials },
})

const password = rule('passwordAddition')
const key = rule('symmetricKeyAddition')

export const examples = defineRequirementExamples(applicationPasswordsBlocked, [
  {
    name: 'passwords and symmetric keys cannot be added',
    given: { defaultAppManagementPolicy: [policy([password, key])] },
    then: 'pass',
  },
  {
    name: 'the restriction is off',
    given: { defaultAppManagementPolicy: [policy([rule('passwordAddition', { state: 'disabled' }), key])] },
    then: 'fail',
    because: /passwordAddition of applications/,
  },
  {
    name: 'symmetric keys are forgotten',
    given: { defaultAppManagementPolicy: [policy([password])] },
    then: 'fail',
    because: /symmetricKeyAddition/,
  },
  {
    name: 'older applications are left out',
    given: {
      defaultAppManagementPolicy: [
        policy([
          rule('passwordAddition', { restrictForAppsCreatedAfterDateTime: '2024-01-01T00:00:00Z' }),
          key,
        ]),
      ],
    },
    then: 'fail',
    because: /before a certain day/,
  },
  {
    name: 'the whole policy is off',
    given: { defaultAppManagementPolicy: [{ ...policy([password, key]), isEnabled: false }] },
    then: 'fail',
    because: /policy is off/,
  },
  {
    name: 'the policy was refused',
    given: { defaultAppManagementPolicy: [] },
    coverage: { defaultAppManagementPolicy: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
  },
])
