import { notKnown } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'

export const guestsOnlyFromAuthorisedDomains = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.8.3v1',
  title: 'Guests are invited from authorised domains only',
  obligation: 'should',
  checks:
    'Nothing: the list of domains that may be invited is in no documented interface. A person has to look.',
  readings: [
    reading({
      needs: [],
      evaluate: () => notKnown('the list of domains that guests may come from is in no documented interface'),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/external-id/allow-deny-list',
  ],
})
