import { defineRequirement, reading } from '../requirement.ts'
import { judgeCredentials, longerThan, shortfalls } from './settings/credentials.ts'

const LONGEST_DAYS = 365

export const applicationCertificatesShortLived = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.5.7v1',
  title: 'Certificates of applications live for 365 days at most',
  obligation: 'should',
  checks:
    'The default app management policy limits certificates to 365 days, for applications and service principals of any age.',
  readings: [
    reading({
      needs: ['defaultAppManagementPolicy'],
      evaluate: ({ defaultAppManagementPolicy }, stated) =>
        judgeCredentials(defaultAppManagementPolicy, stated, (policy) =>
          shortfalls(policy, ['asymmetricKeyLifetime'], longerThan(LONGEST_DAYS)),
        ),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy',
  ],
})
