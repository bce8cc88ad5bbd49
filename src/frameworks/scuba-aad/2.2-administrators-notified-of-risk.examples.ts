import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { administratorsNotifiedOfRisk } from './2.2-administrators-notified-of-risk.ts'

export const examples = defineRequirementExamples(administratorsNotifiedOfRisk, [
  {
    name: 'nothing that is read says who is told',
    given: { conditionalAccessPolicies: [] },
    then: 'unknown',
    because: /no documented interface/,
  },
])
