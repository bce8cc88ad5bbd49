import { denied } from '#model/coverage.ts'
import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { applicationPasswordsShortLived } from './5.6-application-passwords-short-lived.ts'

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

const password = rule('passwordLifetime')
const key = rule('symmetricKeyLifetime')

export const examples = defineRequirementExamples(applicationPasswordsShortLived, [
  {
    name: 'passwords and symmetric keys live for 90 days',
    given: { defaultAppManagementPolicy: [policy([password, key])] },
    then: 'pass',
  },
  {
    name: 'passwords live for half a year and a day',
    given: {
      defaultAppManagementPolicy: [policy([rule('passwordLifetime', { maxLifetime: 'P181D' }), key])],
    },
    then: 'fail',
    because: /181 days/,
  },
  {
    name: 'their lifetime is not limited',
    given: { defaultAppManagementPolicy: [policy([key])] },
    then: 'fail',
    because: /not restricted/,
  },
  {
    name: 'is not asked where none can be added',
    given: { defaultAppManagementPolicy: [policy([rule('passwordAddition'), rule('symmetricKeyAddition')])] },
    then: 'notApplicable',
    because: /MS\.AAD\.5\.5/,
  },
  {
    name: 'the policy was refused',
    given: { defaultAppManagementPolicy: [] },
    coverage: { defaultAppManagementPolicy: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
  },
])
