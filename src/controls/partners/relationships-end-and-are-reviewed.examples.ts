import { notAttempted } from '#model/coverage.ts'
import {
  anAttestation,
  aRelationship,
  aTenant,
  claimsIn,
  defineExamples,
  FABRIKAM,
  theDecisions,
} from '../../../test/builders/index.ts'
import { relationshipsEndAndAreReviewed as control } from './relationships-end-and-are-reviewed.ts'

const roles = ['User Administrator']
const with_ = (changes: Parameters<typeof aRelationship>[0]) => ({
  partnerRelationships: [aRelationship({ roles, ...changes })],
})
const attested = theDecisions({
  attestations: [anAttestation('any', FABRIKAM, claimsIn(with_({ autoExtend: true })))],
})

export const examples = defineExamples(control, [
  { name: 'it ends within a year', given: aTenant(with_({ end: '2027-05-31' })), then: 'pass' },
  {
    name: 'it ends in two years',
    given: aTenant(with_({ end: '2028-06-01' })),
    then: 'fail',
    because: /2028-06-01, more than a year/,
  },
  {
    name: 'it extends itself',
    given: aTenant(with_({ autoExtend: true })),
    then: 'fail',
    because: /extends itself/,
  },
  {
    name: 'it extends itself, and somebody attested the partner as it is',
    given: aTenant(with_({ autoExtend: true })),
    decisions: attested,
    then: 'pass',
  },
  {
    name: 'the register does not say when it ends',
    given: aTenant(with_({ end: null })),
    then: 'unknown',
    because: /does not say until when/,
  },
  {
    name: 'a reseller relationship has no end and gives no roles',
    given: aTenant(with_({ roles: [], end: null })),
    then: 'pass',
  },
  { name: 'it is over', given: aTenant(with_({ end: '2026-01-31' })), then: 'notApplicable' },
  {
    name: 'nobody copied the relationships',
    given: aTenant(),
    coverage: { partnerRelationships: notAttempted('nobody copied it') },
    then: 'unknown',
    because: /partnerRelationships/,
  },
])
