import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { guestsSeeLittle } from './8.1-guests-see-little.ts'

const guests = (guestUserRoleId: string) => ({ id: 'authorizationPolicy', guestUserRoleId })

export const examples = defineRequirementExamples(guestsSeeLittle, [
  {
    name: 'guests are limited',
    given: { authorizationPolicy: [guests('10dae51f-b6af-4016-8d66-8c2a99b929b3')] },
    then: 'pass',
  },
  {
    name: 'guests are restricted',
    given: { authorizationPolicy: [guests('2af84b1e-32c8-42b7-82bc-daa82404023b')] },
    then: 'pass',
  },
  {
    name: 'guests see what members see',
    given: { authorizationPolicy: [guests('a0b1b346-4d3e-4e8b-98f8-753987be4970')] },
    then: 'fail',
    because: /same as of members/,
  },
  {
    name: 'a level that is not known is no limit',
    given: { authorizationPolicy: [guests('something-new')] },
    then: 'fail',
  },
  {
    name: 'the setting was not read',
    given: { authorizationPolicy: [{ id: 'authorizationPolicy' }] },
    then: 'unknown',
  },
])
