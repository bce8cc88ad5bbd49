import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { onlyGuestInvitersInvite } from './8.2-only-guest-inviters-invite.ts'

const invites = (allowInvitesFrom: string) => ({ id: 'authorizationPolicy', allowInvitesFrom })

export const examples = defineRequirementExamples(onlyGuestInvitersInvite, [
  {
    name: 'administrators and guest inviters may invite',
    given: { authorizationPolicy: [invites('adminsAndGuestInviters')] },
    then: 'pass',
  },
  { name: 'nobody may invite', given: { authorizationPolicy: [invites('none')] }, then: 'pass' },
  {
    name: 'everybody may invite',
    given: { authorizationPolicy: [invites('everyone')] },
    then: 'fail',
    because: /everyone/,
  },
  {
    name: 'the setting was not read',
    given: { authorizationPolicy: [{ id: 'authorizationPolicy' }] },
    then: 'unknown',
  },
])
