import type { DeclaredExclusion } from '#model/exclusions.ts'
import { defineRequirement } from '../requirement.ts'
import { assignmentReadings } from './roles/assignments.ts'

const ID = 'MS.AAD.7.4v1'

/** A group is declared by its id as an account is; which of both a principal is, an assignment does not say. */
function isDeclared(principalId: string, exclusions: readonly DeclaredExclusion[]): boolean {
  return exclusions.some(
    ({ requirement, from, subject }) =>
      requirement === ID && from === 'role' && subject.toLowerCase() === principalId.toLowerCase(),
  )
}

export const noPermanentAssignments = defineRequirement({
  framework: 'scuba-aad',
  id: ID,
  title: 'Highly privileged roles are not assigned permanently',
  obligation: 'shall',
  checks:
    'Every active assignment of a highly privileged role has an end, unless its holder is declared, and the tenant holds Microsoft Entra ID P2.',
  readings: assignmentReadings(({ role, principalId, end }, { exclusions }) => {
    if (isDeclared(principalId, exclusions)) return {}
    if (end === undefined) return { unread: `${role} of ${principalId}: its end was not read` }
    return end === null ? { wrong: `${principalId} holds ${role} without end.` } : {}
  }),
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-configure',
  ],
})
