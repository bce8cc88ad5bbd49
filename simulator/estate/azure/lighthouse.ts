import type { Frame } from '../frame.ts'
import type { Item, Tenant } from '../types.ts'
import { azureRoles } from './roles.ts'
import type { Resource } from './types.ts'

/** A delegation through Azure Lighthouse, invisible in every list of role assignments (section 3.3). */
export function delegation(frame: Frame, scope: string, partner: Tenant): Resource {
  const definition = frame.id(`lighthouse/definition/${scope}/${partner.tenantId}`)
  const name = frame.id(`lighthouse/assignment/${scope}/${partner.tenantId}`)
  const provider = `${scope}/providers/Microsoft.ManagedServices`
  const definitionId = `${provider}/registrationDefinitions/${definition}`
  return {
    properties: {
      registrationDefinitionId: definitionId,
      provisioningState: 'Succeeded',
      registrationDefinition: registrationDefinition(frame, definitionId, definition, partner),
    },
    id: `${provider}/registrationAssignments/${name}`,
    type: 'Microsoft.ManagedServices/registrationAssignments',
    name,
  }
}

function registrationDefinition(frame: Frame, id: string, name: string, partner: Tenant): Item {
  const support = frame.id(`lighthouse/group/${partner.tenantId}`)
  const at = `${frame.calendar.daysAgo(420).slice(0, -1)}.0703382Z`
  const by = `onboarding@${partner.defaultDomainName}`
  return {
    properties: {
      description: 'Managed by partner',
      registrationDefinitionName: `${partner.displayName} operations`,
      authorizations: [
        {
          principalId: support,
          principalIdDisplayName: 'Operations',
          roleDefinitionId: azureRoles.Contributor,
        },
        {
          principalId: support,
          principalIdDisplayName: 'Operations',
          roleDefinitionId: azureRoles['User Access Administrator'],
          delegatedRoleDefinitionIds: [azureRoles.Contributor],
        },
      ],
      eligibleAuthorizations: [
        {
          principalId: support,
          roleDefinitionId: azureRoles['Cost Management Reader'],
          justInTimeAccessPolicy: { multiFactorAuthProvider: 'None', maximumActivationDuration: 'PT8H' },
        },
      ],
      provisioningState: 'Succeeded',
      manageeTenantId: frame.tenant.tenantId,
      manageeTenantName: frame.tenant.displayName,
      managedByTenantId: partner.tenantId,
      managedByTenantName: partner.displayName,
    },
    plan: { name: 'operations', product: 'managed', publisher: 'northgate', version: '1.0.0' },
    id,
    type: 'Microsoft.ManagedServices/registrationDefinitions',
    name,
    systemData: {
      createdBy: by,
      createdByType: 'User',
      createdAt: at,
      lastModifiedBy: by,
      lastModifiedByType: 'User',
      lastModifiedAt: at,
    },
  }
}
