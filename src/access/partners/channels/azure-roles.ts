/**
 * Roles of Azure in the hands of another organisation: groups of a partner's tenant ("foreign principal", access on
 * behalf of) and the guests of a provider (azure.md §3.1, §3.5).
 */
import type { AzureRoleAssignment } from '#model/records/azure-role-assignments.ts'
import type { AzureRoleEligibility } from '#model/records/azure-role-eligibility.ts'
import { azureTier } from '../../azure-roles.ts'
import { claimOf, type Power, type Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'

/**
 * The row names the group and not whose it is. The same group is met elsewhere, in a directory role or a Lighthouse
 * delegation, and those say so; where none does, the group stands on the register by its own id.
 */
export function azureRoleSightings(sources: PartnerSources): readonly Sighting[] {
  const { azureRoleAssignments, azureRoleEligibility } = sources.records
  return [
    ...azureRoleAssignments.filter(isForeign).map((row) => sightingOf('azureRoleAssignments', row, sources)),
    ...azureRoleEligibility.filter(isForeign).map((row) => sightingOf('azureRoleEligibility', row, sources)),
  ]
}

export type AzureGrant = Pick<
  AzureRoleAssignment | AzureRoleEligibility,
  'id' | 'scope' | 'scopeAsWritten' | 'roleId' | 'principalId' | 'principalType' | 'createdOn'
> & { readonly endDateTime?: string | null | undefined }

export type AzureRoleDataset = 'azureRoleAssignments' | 'azureRoleEligibility'

const isForeign = ({ principalType }: AzureGrant): boolean => principalType?.toLowerCase() === 'foreigngroup'

function sightingOf(dataset: AzureRoleDataset, row: AzureGrant, sources: PartnerSources): Sighting {
  const power = azurePower(dataset, row, sources)
  return {
    channel: 'azureRole',
    home: { tenantId: sources.homeOfGroup(row.principalId), principalId: row.principalId },
    evidence: {
      dataset,
      id: row.id,
      fields: {
        role: power.role,
        scope: power.scope,
        principalId: row.principalId,
        principalType: row.principalType,
      },
    },
    since: row.createdOn ?? undefined,
    until: power.until,
    powers: [power],
    claims: [claimOf(dataset, power, { principal: row.principalId })],
  }
}

/** What a row of the role tables of Azure lets its holder do. */
export function azurePower(
  dataset: AzureRoleDataset,
  row: AzureGrant,
  { azureRoleOf }: Pick<PartnerSources, 'azureRoleOf'>,
): Power {
  const role = azureRoleOf(row.roleId)
  return {
    channel: 'azureRole',
    roleId: role.id,
    role: `${role.name} (Azure)`,
    tier: azureTier(role, row.scope),
    scope: row.scope,
    mode: dataset === 'azureRoleAssignments' ? 'standing' : 'eligible',
    until: row.endDateTime ?? undefined,
    path: [
      {
        id: row.principalId,
        name: row.principalId,
        via: `Azure role of a ${row.principalType ?? 'principal'}`,
      },
    ],
  }
}
