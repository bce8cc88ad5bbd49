import { notAttempted } from '#model/coverage.ts'
import {
  aDelegation,
  aRelationship,
  aTenant,
  defineExamples,
  FABRIKAM,
} from '../../../test/builders/index.ts'
import { nothingRemainsAfterARelationship as control } from './nothing-remains-after-a-relationship.ts'

const ended = aRelationship({ end: '2026-03-31' })
const delegation = { registrationAssignments: [aDelegation()] }

export const examples = defineExamples(control, [
  {
    name: 'a delegation through Azure Lighthouse outlived the relationship',
    given: aTenant({ ...delegation, partnerRelationships: [ended] }),
    then: 'fail',
    subjects: [FABRIKAM],
    because: /ended on 2026-03-31, and it still shows through Azure Lighthouse/,
  },
  {
    name: 'another relationship follows on',
    given: aTenant({
      ...delegation,
      partnerRelationships: [ended, aRelationship({ id: 'next', start: '2026-03-31' })],
    }),
    then: 'pass',
  },
  {
    name: 'one that extends itself is not over',
    given: aTenant({
      ...delegation,
      partnerRelationships: [aRelationship({ end: '2026-03-31', autoExtend: true })],
    }),
    then: 'notApplicable',
  },
  { name: 'nothing remains', given: aTenant({ partnerRelationships: [ended] }), then: 'pass' },
  { name: 'no relationship ended', given: aTenant(delegation), then: 'notApplicable' },
  {
    name: 'nobody copied the relationships',
    given: aTenant(delegation),
    coverage: { partnerRelationships: notAttempted('nobody copied it') },
    then: 'unknown',
    because: /partnerRelationships/,
  },
])
