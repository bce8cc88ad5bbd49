/**
 * Subscriptions and resource groups that are delegated to another tenant (Azure Lighthouse), and tenants that a
 * subscription says it is managed by. No list of role assignments shows these (azure.md §3.3).
 */
import type { Claim } from '#model/claims.ts'
import type { RegistrationAssignment } from '#model/records/registration-assignments.ts'
import { azureTier } from '../../azure-roles.ts'
import { claimOf, type Power, type Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'

/** One sighting a delegation, and one for a managing tenant whose delegation could not be read. */
export function lighthouseSightings(sources: PartnerSources): readonly Sighting[] {
  const { registrationAssignments, subscriptions } = sources.records
  const delegated = registrationAssignments.flatMap((row) => sightingOf(row, sources))
  const managed = subscriptions.flatMap(({ subscriptionId, managedByTenants }) =>
    (managedByTenants ?? []).flatMap(({ tenantId }) =>
      tenantId && tenantId !== sources.tenantId ? [managedBy(subscriptionId, tenantId)] : [],
    ),
  )
  return [...delegated, ...managed]
}

function sightingOf(row: RegistrationAssignment, sources: PartnerSources): readonly Sighting[] {
  const { managedByTenantId, registrationDefinitionName, managedByTenantName, provisioningState } = row
  if (managedByTenantId === sources.tenantId) return []
  const held = [
    ...(row.authorizations ?? []).map((one) => granted(row, one, 'standing', sources)),
    ...(row.eligibleAuthorizations ?? []).map((one) => granted(row, one, 'eligible', sources)),
  ]
  const home = managedByTenantId ? { tenantId: managedByTenantId } : { principalId: row.id }
  return [
    {
      channel: 'lighthouse',
      home,
      evidence: {
        dataset: 'registrationAssignments',
        id: row.id,
        fields: {
          offer: registrationDefinitionName,
          managedBy: managedByTenantName,
          scope: row.scope,
          provisioningState,
        },
      },
      since: row.definedAt ?? undefined,
      kind: 'managedServiceProvider',
      powers: held.map(({ power }) => power),
      claims: [delegationOf(row), ...held.map(({ claim }) => claim)],
    },
  ]
}

function delegationOf({ scope, managedByTenantId }: RegistrationAssignment): Claim {
  return {
    dataset: 'registrationAssignments',
    key: { channel: 'lighthouse', scope, of: managedByTenantId ?? '' },
    end: null,
    what: `delegation of ${scope}`,
  }
}

type Authorization = NonNullable<RegistrationAssignment['authorizations']>[number]

function granted(
  row: RegistrationAssignment,
  { principalId, principalIdDisplayName, roleDefinitionId }: Authorization,
  mode: Power['mode'],
  { azureRoleOf }: PartnerSources,
): { readonly power: Power; readonly claim: Claim } {
  const role = azureRoleOf(roleDefinitionId.toLowerCase().split('/').at(-1) ?? roleDefinitionId)
  const power: Power = {
    channel: 'lighthouse',
    roleId: role.id,
    role: `${role.name} (Azure)`,
    tier: azureTier(role, row.scope),
    scope: row.scope,
    mode,
    until: undefined,
    path: [
      { id: principalId, name: principalIdDisplayName ?? principalId, via: 'Azure Lighthouse delegation' },
    ],
  }
  return { power, claim: claimOf('registrationAssignments', power, { principal: principalId.toLowerCase() }) }
}

function managedBy(subscriptionId: string, tenantId: string): Sighting {
  return {
    channel: 'lighthouse',
    home: { tenantId },
    evidence: { dataset: 'subscriptions', id: subscriptionId, fields: { managedByTenants: tenantId } },
    kind: 'managedServiceProvider',
    powers: [],
    claims: [
      {
        dataset: 'subscriptions',
        key: { channel: 'lighthouse', managed: subscriptionId.toLowerCase(), of: tenantId },
        end: null,
        what: `subscription ${subscriptionId} is managed by it`,
      },
    ],
  }
}
