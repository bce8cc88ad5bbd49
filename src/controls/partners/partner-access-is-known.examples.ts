import { denied, notAttempted, unlicensed } from '#model/coverage.ts'
import { aRoleAssignment, aTenant, defineExamples } from '../../../test/builders/index.ts'
import { partnerAccessIsKnown as control } from './partner-access-is-known.ts'

export const examples = defineExamples(control, [
  { name: 'every channel was read', given: aTenant(), then: 'pass' },
  {
    name: 'without the licence nobody is eligible',
    given: aTenant(),
    coverage: { roleEligibilityScheduleInstances: unlicensed('HTTP 400', 'Entra ID P2') },
    then: 'pass',
  },
  {
    name: 'nobody copied the relationships from the admin centre',
    given: aTenant(),
    coverage: { partnerRelationships: notAttempted('nobody copied it') },
    then: 'unknown',
    because: /partnerRelationships/,
  },
  {
    name: 'Azure was not opened',
    given: aTenant(),
    coverage: { registrationAssignments: denied('HTTP 403', ['Reader']) },
    then: 'unknown',
    because: /registrationAssignments/,
  },
  {
    name: 'a principal of whom nothing is known',
    given: aTenant({
      roleAssignments: [aRoleAssignment('nobody', { principalOrganizationId: null, principal: null })],
    }),
    then: 'unknown',
    because: /whose principal/,
  },
])
