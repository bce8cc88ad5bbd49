import { notAsked } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'
import { judgeCredentials, longerThan, PASSWORD_ADDITIONS, shortfalls } from './settings/credentials.ts'

const LONGEST_DAYS = 180

export const applicationPasswordsShortLived = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.5.6v1',
  title: 'Passwords of applications live for 180 days at most',
  obligation: 'should',
  checks:
    'The default app management policy limits passwords and symmetric keys to 180 days, for applications and service principals of any age. Not asked where it is not so, but none can be added (MS.AAD.5.5).',
  readings: [
    reading({
      needs: ['defaultAppManagementPolicy'],
      evaluate({ defaultAppManagementPolicy: policies }, stated) {
        const outcome = judgeCredentials(policies, stated, (policy) =>
          shortfalls(policy, ['passwordLifetime', 'symmetricKeyLifetime'], longerThan(LONGEST_DAYS)),
        )
        const isBlocked = policies.every((policy) => shortfalls(policy, PASSWORD_ADDITIONS).length === 0)
        return outcome.outcome === 'fail' && isBlocked
          ? notAsked('no password can be added (MS.AAD.5.5)')
          : outcome
      },
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy',
  ],
})
