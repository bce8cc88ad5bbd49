import { denied, notAttempted, unlicensed } from '#model/coverage.ts'
import {
  AZURE_READER,
  aDelegation,
  aForeignApplication,
  aForeignAssignment,
  aForeignAzureGroup,
  aForeignGroup,
  aGroup,
  aGroupAssignment,
  aGuestOfFabrikam,
  anAccount,
  anAttestation,
  anEligibility,
  aRelationship,
  aRoleAssignment,
  aTenant,
  claimsIn,
  DIRECTORY_READERS,
  defineExamples,
  FABRIKAM,
  type TenantRecords,
  theDecisions,
  USER_ADMINISTRATOR,
} from '../../../test/builders/index.ts'
import { everyPartnerIsAttested as control } from './every-partner-is-attested.ts'

const reader = { roleDefinitionId: DIRECTORY_READERS }
const partnerIsAdmin: TenantRecords = {
  roleAssignments: [aRoleAssignment(), aForeignAssignment()],
  groupMembers: [aForeignGroup('fabrikam-helpdesk')],
}
const relationship = { partnerRelationships: [aRelationship()] }
const attested = (seen: TenantRecords, until?: string) =>
  theDecisions({ attestations: [anAttestation(control.id, FABRIKAM, claimsIn(seen), until)] })

export const examples = defineExamples(control, [
  {
    name: 'nobody else shows',
    given: aTenant({ roleAssignments: [aRoleAssignment()] }),
    then: 'notApplicable',
    because: /no other organisation/,
  },
  {
    name: "a partner's group is Global Administrator; that it answers 404 is evidence, not an error",
    given: aTenant(partnerIsAdmin),
    then: 'fail',
    subjects: [FABRIKAM],
    severity: 'critical',
    because: /Global Administrator; nobody has attested/,
  },
  {
    name: "a partner's group in a lesser role is high",
    given: aTenant({ roleAssignments: [aForeignAssignment('fabrikam-helpdesk', reader)] }),
    then: 'fail',
    subjects: [FABRIKAM],
    severity: 'high',
  },
  {
    name: 'the expanded principal alone names its home',
    given: aTenant({
      roleAssignments: [aForeignAssignment('fabrikam-helpdesk', { principalOrganizationId: null })],
    }),
    then: 'fail',
    subjects: [FABRIKAM],
  },
  {
    name: 'a foreign principal that may activate a role holds it',
    given: aTenant({
      roleAssignments: [aForeignAssignment('fabrikam-helpdesk', reader)],
      roleEligibilityScheduleInstances: [anEligibility('fabrikam-helpdesk')],
    }),
    then: 'fail',
    subjects: [FABRIKAM],
    severity: 'critical',
  },
  {
    name: 'a partner known only by a delegation through Azure Lighthouse',
    given: aTenant({ registrationAssignments: [aDelegation()] }),
    then: 'fail',
    subjects: [FABRIKAM],
    because: /Azure Lighthouse/,
  },
  {
    name: 'a foreign group in Azure that no record puts into a tenant is on the register by its own id',
    given: aTenant({ azureRoleAssignments: [aForeignAzureGroup('lost-group')] }),
    then: 'fail',
    subjects: ['lost-group'],
    because: /Owner \(Azure\)/,
  },
  {
    name: 'a partner known only by a guest with a role',
    given: aTenant({
      users: [anAccount(), aGuestOfFabrikam('gus')],
      roleAssignments: [aRoleAssignment('gus')],
    }),
    then: 'fail',
    subjects: ['fabrikam.example'],
    severity: 'critical',
  },
  {
    name: "another organisation's application is a vendor's key",
    given: aTenant({ servicePrincipals: [aForeignApplication()] }),
    then: 'fail',
    subjects: [FABRIKAM],
    severity: 'medium',
  },
  {
    name: "Microsoft's own applications are nobody's keys",
    given: aTenant({
      servicePrincipals: [
        aForeignApplication({ appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' }),
      ],
    }),
    then: 'notApplicable',
  },
  {
    name: 'channels of one provider are one row',
    given: aTenant({
      ...partnerIsAdmin,
      ...relationship,
      registrationAssignments: [aDelegation()],
      servicePrincipals: [aForeignApplication()],
    }),
    then: 'fail',
    subjects: [FABRIKAM],
    because: /directory roles, Azure Lighthouse, applications, the register kept by hand/,
  },
  {
    name: 'what somebody attested is accepted',
    given: aTenant(partnerIsAdmin),
    decisions: attested(partnerIsAdmin),
    then: 'pass',
  },
  {
    name: 'an attestation lapses at its end',
    given: aTenant(partnerIsAdmin),
    decisions: attested(partnerIsAdmin, '2026-06-01T00:00:00Z'),
    then: 'fail',
    because: /lapsed on 2026-06-01/,
  },
  {
    name: 'a partner that gained a role is no longer attested, and what it gained is said',
    given: aTenant(partnerIsAdmin),
    decisions: attested({ roleAssignments: [aForeignAssignment('fabrikam-helpdesk', reader)] }),
    then: 'fail',
    because: /since it was attested on 2026-01-15 it gained Global Administrator/,
  },
  {
    name: 'a partner that lost a role is still attested',
    given: aTenant({ roleAssignments: [aForeignAssignment('fabrikam-helpdesk', reader)] }),
    decisions: attested({
      roleAssignments: [
        aForeignAssignment('fabrikam-helpdesk', reader),
        aForeignAssignment('fabrikam-helpdesk', { roleDefinitionId: USER_ADMINISTRATOR }),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'a narrower scope of what was attested is no gain',
    given: aTenant({
      azureRoleAssignments: [aForeignAzureGroup('g', { scope: '/subscriptions/s/resourcegroups/r' })],
    }),
    decisions: theDecisions({
      attestations: [
        anAttestation(
          control.id,
          'g',
          claimsIn({ azureRoleAssignments: [aForeignAzureGroup('g', { scope: '/subscriptions/s' })] }),
        ),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'a later end is a gain',
    given: aTenant({ partnerRelationships: [aRelationship({ end: '2028-01-01' })] }),
    decisions: attested(relationship),
    then: 'fail',
    because: /gained relationship: Reseller/,
  },
  {
    name: 'another name for the same power is no change',
    given: aTenant({ roleAssignments: [aForeignAssignment('fabrikam-helpdesk', { principal: null })] }),
    decisions: attested({ roleAssignments: [aForeignAssignment()] }),
    then: 'pass',
  },
  {
    name: 'a change that missing rows could explain is suspended',
    given: aTenant({ roleAssignments: [aForeignAssignment()] }),
    decisions: attested({
      roleAssignments: [aForeignAssignment()],
      azureRoleAssignments: [aForeignAzureGroup('x', { roleId: AZURE_READER })],
    }),
    coverage: { azureRoleAssignments: denied('HTTP 403', ['Reader']) },
    then: 'unknown',
    because: /azureRoleAssignments/,
  },
  {
    name: 'a relationship that is over is no key',
    given: aTenant({ partnerRelationships: [aRelationship({ end: '2026-05-01' })] }),
    then: 'notApplicable',
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
    then: 'notApplicable',
  },
  {
    name: 'without the licence nobody is eligible',
    given: aTenant(partnerIsAdmin),
    decisions: attested(partnerIsAdmin),
    coverage: { roleEligibilityScheduleInstances: unlicensed('HTTP 400', 'Entra ID P2') },
    then: 'pass',
  },
  {
    name: 'relationships that nobody copied from the admin centre leave it open',
    given: aTenant(partnerIsAdmin),
    decisions: attested(partnerIsAdmin),
    coverage: { partnerRelationships: notAttempted('nobody copied it') },
    then: 'unknown',
    because: /partnerRelationships: not read/,
  },
  {
    name: 'refused assignments name their permission',
    given: aTenant({ roleAssignments: [] }),
    coverage: { roleAssignments: denied('HTTP 403', ['RoleManagement.Read.Directory']) },
    then: 'unknown',
    because: /RoleManagement\.Read\.Directory/,
  },
])
