import { denied, unlicensed } from '#model/coverage.ts'
import {
  aForeignAssignment,
  aForeignGroup,
  aGroup,
  aGroupAssignment,
  anAttestation,
  anEligibility,
  aRoleAssignment,
  aTenant,
  DIRECTORY_READERS,
  defineExamples,
  FABRIKAM,
  GLOBAL_ADMINISTRATOR,
  theDecisions,
  USER_ADMINISTRATOR,
} from '../../../test/builders/index.ts'
import { noForeignPrincipalInADirectoryRoleWithoutAttestation as control } from './no-foreign-principal-in-a-directory-role-without-attestation.ts'

const PARTNER = `${FABRIKAM}/fabrikam-helpdesk`
const power = (role: string) => ({ role, scope: '/', mode: 'active', until: null })
const seen = (...roles: string[]) => ({
  tenantId: FABRIKAM,
  principalId: 'fabrikam-helpdesk',
  powers: roles.map(power),
})
const attested = (what: unknown, until?: string) =>
  theDecisions({ attestations: [anAttestation(control.id, PARTNER, what, until)] })
const reader = { roleDefinitionId: DIRECTORY_READERS }
const partnerIsAdmin = aTenant({
  roleAssignments: [aRoleAssignment(), aForeignAssignment()],
  groupMembers: [aForeignGroup('fabrikam-helpdesk')],
})

export const examples = defineExamples(control, [
  {
    name: 'only own principals hold roles',
    given: aTenant({ roleAssignments: [aRoleAssignment()] }),
    then: 'pass',
  },
  {
    name: "a partner's group is Global Administrator; that it answers 404 is evidence, not an error",
    given: partnerIsAdmin,
    then: 'fail',
    subjects: [PARTNER],
    severity: 'critical',
    because: /nobody has attested/,
  },
  {
    name: "a partner's group in a lesser role is high",
    given: aTenant({ roleAssignments: [aForeignAssignment('fabrikam-helpdesk', reader)] }),
    then: 'fail',
    subjects: [PARTNER],
    severity: 'high',
  },
  {
    name: 'the expanded principal alone names its home',
    given: aTenant({
      roleAssignments: [aForeignAssignment('fabrikam-helpdesk', { principalOrganizationId: null })],
    }),
    then: 'fail',
    subjects: [PARTNER],
  },
  {
    name: 'a foreign principal that may activate a role holds it',
    given: aTenant({
      roleAssignments: [aForeignAssignment('fabrikam-helpdesk', reader)],
      roleEligibilityScheduleInstances: [anEligibility('fabrikam-helpdesk')],
    }),
    then: 'fail',
    subjects: [PARTNER],
    severity: 'critical',
  },
  {
    name: 'what somebody attested is accepted',
    given: partnerIsAdmin,
    decisions: attested(seen(GLOBAL_ADMINISTRATOR)),
    then: 'pass',
  },
  {
    name: 'an attestation lapses at its end',
    given: partnerIsAdmin,
    decisions: attested(seen(GLOBAL_ADMINISTRATOR), '2026-06-01T00:00:00Z'),
    then: 'fail',
    because: /lapsed on 2026-06-01/,
  },
  {
    name: 'a partner that gained a role is no longer attested',
    given: partnerIsAdmin,
    decisions: attested(seen(USER_ADMINISTRATOR)),
    then: 'fail',
    because: /changed since it was attested/,
  },
  {
    name: 'a change that missing rows could explain is suspended',
    given: partnerIsAdmin,
    decisions: attested(seen(GLOBAL_ADMINISTRATOR, USER_ADMINISTRATOR)),
    coverage: {
      roleEligibilityScheduleInstances: denied('HTTP 403', ['RoleEligibilitySchedule.Read.Directory']),
    },
    then: 'unknown',
    because: /RoleEligibilitySchedule\.Read\.Directory/,
  },
  {
    name: 'another name for the same power is no change',
    given: aTenant({ roleAssignments: [aForeignAssignment('fabrikam-helpdesk', { principal: null })] }),
    decisions: attested(seen(GLOBAL_ADMINISTRATOR)),
    then: 'pass',
  },
  {
    name: 'a group that is not found and names no organisation is foreign or deleted',
    given: aTenant({
      roleAssignments: [aGroupAssignment('lost', { principalOrganizationId: null })],
      groupMembers: [aForeignGroup('lost')],
    }),
    then: 'unknown',
    because: /foreign or deleted/,
  },
  {
    name: 'a principal of whom nothing is known',
    given: aTenant({
      roleAssignments: [aRoleAssignment('nobody', { principalOrganizationId: null, principal: null })],
    }),
    then: 'unknown',
    because: /whose principal/,
  },
  {
    name: 'own groups are told by their members',
    given: aTenant({
      roleAssignments: [aGroupAssignment('admins', { principalOrganizationId: null })],
      groupMembers: [aGroup('admins', ['ada'])],
    }),
    then: 'pass',
  },
  { name: 'no role is assigned', given: aTenant(), then: 'notApplicable', because: /no directory role/ },
  {
    name: 'without the licence nobody is eligible',
    given: aTenant({ roleAssignments: [aRoleAssignment()] }),
    coverage: { roleEligibilityScheduleInstances: unlicensed('HTTP 400', 'Entra ID P2') },
    then: 'pass',
  },
  {
    name: 'refused assignments name their permission',
    given: aTenant({ roleAssignments: [] }),
    coverage: { roleAssignments: denied('HTTP 403', ['RoleManagement.Read.Directory']) },
    then: 'unknown',
    because: /RoleManagement\.Read\.Directory/,
  },
])
