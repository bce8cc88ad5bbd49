import { notKnown } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'

export const administratorsNotifiedOfRisk = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.2.2v1',
  title: 'Administrators are notified of users at high risk',
  obligation: 'should',
  checks: 'Nothing: no documented interface says who is notified. A person has to look.',
  readings: [
    reading({
      needs: [],
      evaluate: () => notKnown('no documented interface says who is notified of users at risk'),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-notifications',
  ],
})
