import { denied } from '#model/coverage.ts'
import { aPolicy, defineRequirementExamples } from '../../../test/builders/index.ts'
import { managedDeviceToRegisterMfa } from './3.8-managed-device-to-register-mfa.ts'

const registration = (builtInControls: string[]) =>
  aPolicy({
    conditions: { applications: { includeUserActions: ['urn:user:registersecurityinfo'] } },
    grantControls: { operator: 'OR', builtInControls },
  })

export const examples = defineRequirementExamples(managedDeviceToRegisterMfa, [
  {
    name: 'a managed device is asked for where methods are registered',
    given: { conditionalAccessPolicies: [registration(['compliantDevice', 'domainJoinedDevice'])] },
    then: 'pass',
  },
  {
    name: 'one kind of device is enough',
    given: { conditionalAccessPolicies: [registration(['compliantDevice'])] },
    then: 'pass',
  },
  {
    name: 'MFA instead is a way around it',
    given: { conditionalAccessPolicies: [registration(['compliantDevice', 'mfa'])] },
    then: 'fail',
  },
  {
    name: 'a policy for all resources does not reach the registration',
    given: {
      conditionalAccessPolicies: [
        aPolicy({ grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] } }),
      ],
    },
    then: 'fail',
    because: /registration of security information/,
  },
  {
    name: 'policies that were refused prove nothing',
    given: { conditionalAccessPolicies: [] },
    coverage: { conditionalAccessPolicies: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
  },
])
