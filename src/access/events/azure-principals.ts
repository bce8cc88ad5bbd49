/** Which principals of Azure belong to a provider: its groups with access on behalf of, and whom Lighthouse names. */
import type { AzureRoleAssignment } from '#model/records/azure-role-assignments.ts'
import type { RegistrationAssignment } from '#model/records/registration-assignments.ts'

export interface AzurePrincipal {
  readonly principalId: string
  /** Undefined for a group of which no record says whose it is. */
  readonly tenantId: string | undefined
}

/** The principal with this id, in lower case; undefined for everybody else. */
export type AzurePrincipals = (id: string) => AzurePrincipal | undefined

type Assignment = Pick<AzureRoleAssignment, 'principalId' | 'principalType'>

/** Indexes the principals. @param homeOf the tenant of a group, where another record says so */
export function azurePrincipals(
  assignments: readonly Assignment[],
  delegations: readonly Pick<
    RegistrationAssignment,
    'managedByTenantId' | 'authorizations' | 'eligibleAuthorizations'
  >[],
  homeOf: (principalId: string) => string | undefined,
): AzurePrincipals {
  const found = new Map<string, AzurePrincipal>()
  for (const { principalId, principalType } of assignments) {
    if (principalType?.toLowerCase() !== 'foreigngroup') continue
    const id = principalId.toLowerCase()
    found.set(id, { principalId: id, tenantId: homeOf(id) })
  }
  for (const { managedByTenantId, authorizations, eligibleAuthorizations } of delegations) {
    for (const { principalId } of [...(authorizations ?? []), ...(eligibleAuthorizations ?? [])]) {
      const id = principalId.toLowerCase()
      found.set(id, { principalId: id, tenantId: managedByTenantId ?? undefined })
    }
  }
  return (id) => found.get(id)
}
