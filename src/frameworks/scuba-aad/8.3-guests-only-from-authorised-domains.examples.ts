import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { guestsOnlyFromAuthorisedDomains } from './8.3-guests-only-from-authorised-domains.ts'

export const examples = defineRequirementExamples(guestsOnlyFromAuthorisedDomains, [
  {
    name: 'nothing that is read names the domains',
    given: { authorizationPolicy: [] },
    then: 'unknown',
    because: /no documented interface/,
  },
])
