import { answer } from '../answers.ts'
import { defineRequirement } from '../requirement.ts'
import { globalAdministrators, hiddenAdministrators, wrongNumber } from './roles/global-administrators.ts'
import { peopleReadings } from './roles/people.ts'

export const twoToEightGlobalAdministrators = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.7.1v1',
  title: 'There are two to eight Global Administrators',
  obligation: 'shall',
  checks:
    'People who hold the role or may activate it, directly or through groups, are two at least and eight at most.',
  readings: peopleReadings((all, { tenant }) =>
    answer(
      tenant,
      Math.max(1, globalAdministrators(all).length),
      wrongNumber(all),
      hiddenAdministrators(all),
    ),
  ),
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
  ],
})
