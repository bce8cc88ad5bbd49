import { denied } from '#model/coverage.ts'
import { aPolicy, defineRequirementExamples } from '../../../test/builders/index.ts'
import { managedDeviceRequired } from './3.7-managed-device-required.ts'

const devices = (changes: object = {}) =>
  aPolicy({
    grantControls: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'], ...changes },
  })

export const examples = defineRequirementExamples(managedDeviceRequired, [
  {
    name: 'a compliant or a hybrid joined device is asked for',
    given: { conditionalAccessPolicies: [devices()] },
    then: 'pass',
  },
  {
    name: 'MFA instead is a way around it',
    given: {
      conditionalAccessPolicies: [
        devices({ builtInControls: ['compliantDevice', 'domainJoinedDevice', 'mfa'] }),
      ],
    },
    then: 'fail',
    because: /something else instead/,
  },
  {
    name: 'both together are not what SCuBA asks for',
    given: { conditionalAccessPolicies: [devices({ operator: 'AND' })] },
    then: 'fail',
  },
  {
    name: 'one kind of device is not either',
    given: { conditionalAccessPolicies: [devices({ builtInControls: ['compliantDevice'] })] },
    then: 'fail',
  },
  {
    name: 'policies that were refused prove nothing',
    given: { conditionalAccessPolicies: [] },
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
  },
])
