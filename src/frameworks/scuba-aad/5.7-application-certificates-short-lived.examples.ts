import { denied } from '#model/coverage.ts'
import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { applicationCertificatesShortLived } from './5.7-application-certificates-short-lived.ts'

const rule = (restrictionType: string, changes: object = {}) => ({
  restrictionType,
  state: 'enabled',
  maxLifetime: 'P90D',
  restrictForAppsCreatedAfterDateTime: '0001-01-01T00:00:00Z',
  ...changes,
})

const policy = (one: ReturnType<typeof rule>) => ({
  id: 'defaultAppManagementPolicy',
  applicationRestrictions: { keyCredentials: [one] },
  servicePrincipalRestrictions: { keyCredentials: [one] },
})

export const examples = defineRequirementExamples(applicationCertificatesShortLived, [
  {
    name: 'certificates live for 90 days',
    given: { defaultAppManagementPolicy: [policy(rule('asymmetricKeyLifetime'))] },
    then: 'pass',
  },
  {
    name: 'certificates live for a year, written as one',
    given: { defaultAppManagementPolicy: [policy(rule('asymmetricKeyLifetime', { maxLifetime: 'P1Y' }))] },
    then: 'pass',
  },
  {
    name: 'certificates live for two years',
    given: { defaultAppManagementPolicy: [policy(rule('asymmetricKeyLifetime', { maxLifetime: 'P730D' }))] },
    then: 'fail',
    because: /730 days/,
  },
  {
    name: 'service principals are forgotten',
    given: {
      defaultAppManagementPolicy: [
        { ...policy(rule('asymmetricKeyLifetime')), servicePrincipalRestrictions: null },
      ],
    },
    then: 'fail',
    because: /of service principals/,
  },
  {
    name: 'the policy was refused',
    given: { defaultAppManagementPolicy: [] },
    coverage: { defaultAppManagementPolicy: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
  },
])
