import { defineRequirement } from '../requirement.ts'
import { assignmentReadings } from './roles/assignments.ts'

export const rolesAssignedThroughPim = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.7.5v1',
  title: 'Highly privileged roles are assigned through Privileged Identity Management',
  obligation: 'shall',
  checks:
    'Every active assignment of a highly privileged role has a start, which only Privileged Identity Management writes, and the tenant holds Microsoft Entra ID P2.',
  readings: assignmentReadings(({ role, principalId, start }) => {
    if (start === undefined) return { unread: `${role} of ${principalId}: its start was not read` }
    return start === null ? { wrong: `${principalId} was given ${role} outside of it.` } : {}
  }),
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-configure',
  ],
})
