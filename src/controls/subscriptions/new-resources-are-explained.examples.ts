import { claimsOfNew, newResources } from '#access/subscriptions/new-resources.ts'
import { denied } from '#model/coverage.ts'
import {
  aCreation,
  anAttestation,
  aSubscription,
  aTenant,
  defineExamples,
  theDecisions,
} from '../../../test/builders/index.ts'
import { newResourcesAreExplained as control } from './new-resources-are-explained.ts'

const subscriptions = [aSubscription('production', { displayName: 'ERP' })]
const disk = aCreation('log', { targetResourceType: 'microsoft.storage/storageaccounts' })
const attested = theDecisions({
  attestations: [anAttestation(control.id, 'production', newResources([aCreation()]).flatMap(claimsOfNew))],
})

export const examples = defineExamples(control, [
  {
    name: 'nothing was made',
    given: aTenant({ subscriptions }),
    then: 'notApplicable',
    because: /nothing was made/,
  },
  {
    name: 'what is only gone was made by nobody lately',
    given: aTenant({ subscriptions, resourceChanges: [aCreation('vm-1', { changeType: 'Delete' })] }),
    then: 'notApplicable',
  },
  {
    name: 'machines come first, whatever else was made',
    given: aTenant({ subscriptions, resourceChanges: [disk, aCreation(), aCreation('vm-2')] }),
    then: 'needsReview',
    subjects: ['production'],
    because:
      /3 resources were made in ERP in 14 days: 2 microsoft\.compute\/virtualmachines, 1 microsoft\.storage/,
  },
  {
    name: 'what was made and is gone again is said to be',
    given: aTenant({
      subscriptions,
      resourceChanges: [
        aCreation(),
        { ...aCreation(), id: '/gone', changeType: 'Delete', timestamp: '2026-05-26T00:00:00Z' },
      ],
    }),
    then: 'needsReview',
    because: /1 of them gone again/,
  },
  {
    name: 'a subscription that is not in the list is called by its id',
    given: aTenant({ resourceChanges: [disk] }),
    then: 'needsReview',
    because: /made in production in/,
  },
  {
    name: 'what somebody attested is explained',
    given: aTenant({ subscriptions, resourceChanges: [aCreation()] }),
    decisions: attested,
    then: 'pass',
  },
  {
    name: 'one machine more, of the same kind in the same place, is not',
    given: aTenant({ subscriptions, resourceChanges: [aCreation(), aCreation('vm-2')] }),
    decisions: attested,
    then: 'needsReview',
    because: /1 since somebody looked last/,
  },
  {
    name: 'changes that were refused are not none',
    given: aTenant({ subscriptions }),
    coverage: { resourceChanges: denied('HTTP 403', ['Reader']) },
    then: 'unknown',
    because: /Reader/,
  },
])
