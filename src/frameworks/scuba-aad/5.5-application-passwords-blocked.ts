import { defineRequirement, reading } from '../requirement.ts'
import { judgeCredentials, PASSWORD_ADDITIONS, shortfalls } from './settings/credentials.ts'

export const applicationPasswordsBlocked = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.5.5v1',
  title: 'Passwords cannot be added to applications',
  obligation: 'should',
  checks:
    'The default app management policy keeps passwords and symmetric keys from being added, to applications and service principals of any age.',
  readings: [
    reading({
      needs: ['defaultAppManagementPolicy'],
      evaluate: ({ defaultAppManagementPolicy }, stated) =>
        judgeCredentials(defaultAppManagementPolicy, stated, (policy) =>
          shortfalls(policy, PASSWORD_ADDITIONS),
        ),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy',
  ],
})
