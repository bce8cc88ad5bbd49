/** The records of the register with what every channel asks of them. */

import { type AzureRole, azureRoles } from '../azure-roles.ts'
import { type AzurePrincipals, azurePrincipals } from '../events/azure-principals.ts'
import type { PartnerEvent } from '../events/event.ts'
import { partnerEvents } from '../events/partner-events.ts'
import { type Administration, administration } from '../roles/administration.ts'
import { ownTenantId } from '../roles/origin.ts'
import { type Role, roleResolver } from '../roles/role.ts'
import { builtInIdOf } from '../roles/tiers.ts'
import type { PartnerRecords } from './records.ts'

export interface PartnerSources {
  readonly records: PartnerRecords
  /** The own tenant; undefined when nothing read says which it is. */
  readonly tenantId: string | undefined
  readonly administration: Administration
  readonly roleOf: (roleDefinitionId: string) => Role
  /** A role by the name that somebody typed. */
  readonly roleNamed: (name: string) => Role
  readonly azureRoleOf: (roleId: string) => AzureRole
  /** In which tenant a group of another organisation lives, where another record says so. */
  readonly homeOfGroup: (principalId: string) => string | undefined
  /** What people of other tenants did, from the logs that were read. */
  readonly events: readonly PartnerEvent[]
  readonly now: Date
}

/** @param filedUnder the tenant id that the records are kept under, for inputs without an organisation record */
export function partnerSources(records: PartnerRecords, filedUnder: string, now: Date): PartnerSources {
  const directory = administration(records, filedUnder)
  const homes = homesOfGroups(records, directory)
  const roleOf = roleResolver(records.roleDefinitions)
  const custom = new Map(
    records.roleDefinitions.map(({ id, displayName }) => [displayName?.toLowerCase() ?? id, id]),
  )
  const tenantId = ownTenantId(records.organization, filedUnder)
  return {
    records,
    tenantId,
    administration: directory,
    roleOf,
    roleNamed: (name) => {
      const id = builtInIdOf(name) ?? custom.get(name.trim().toLowerCase())
      return id === undefined ? { ...roleOf(name), name } : roleOf(id)
    },
    azureRoleOf: azureRoles(records.azureRoleDefinitions),
    homeOfGroup: (principalId) => homes.get(principalId.toLowerCase()),
    events: partnerEvents(records, tenantId, principalsIn(records, homes)),
    now,
  }
}

function principalsIn(
  { azureRoleAssignments, azureRoleEligibility, registrationAssignments }: PartnerRecords,
  homes: ReadonlyMap<string, string>,
): AzurePrincipals {
  const assignments = [...azureRoleAssignments, ...azureRoleEligibility]
  return azurePrincipals(assignments, registrationAssignments, (id) => homes.get(id))
}

/** A directory role names the tenant of its foreign group, and so does a delegation through Lighthouse. */
function homesOfGroups(
  { registrationAssignments }: PartnerRecords,
  { grants }: Administration,
): ReadonlyMap<string, string> {
  const homes = new Map<string, string>()
  for (const { managedByTenantId, authorizations, eligibleAuthorizations } of registrationAssignments) {
    for (const { principalId } of [...(authorizations ?? []), ...(eligibleAuthorizations ?? [])])
      if (managedByTenantId) homes.set(principalId.toLowerCase(), managedByTenantId)
  }
  for (const { principalId, origin } of grants)
    if (origin.home === 'foreign') homes.set(principalId, origin.tenantId)
  return homes
}
