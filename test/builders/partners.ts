/** What a provider leaves behind in the customer's tenant, channel by channel. */
import {
  logDatasets,
  operationDatasets,
  type PartnerRecords,
  partnerDatasets,
} from '#access/partners/records.ts'
import { partnerRegister } from '#access/partners/register.ts'
import type { Claim } from '#model/claims.ts'
import type { AzureRoleAssignment } from '#model/records/azure-role-assignments.ts'
import type { PartnerRelationship } from '#model/records/partner-relationships.ts'
import type { RegistrationAssignment } from '#model/records/registration-assignments.ts'
import type { ServicePrincipal } from '#model/records/service-principals.ts'
import type { User } from '#model/records/users.ts'
import { NOW } from './decisions.ts'
import { CONTOSO, FABRIKAM } from './ids.ts'
import { anAccount } from './people.ts'
import type { TenantRecords } from './tenant.ts'

export const AZURE_OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
export const AZURE_READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
export const SUBSCRIPTION = '/subscriptions/33333333-3333-4333-8333-333333333333'

/** A group of a partner's tenant with a role of Azure: access on behalf of. */
export function aForeignAzureGroup(
  principalId = 'fabrikam-admin-agents',
  changes: Partial<AzureRoleAssignment> = {},
): AzureRoleAssignment {
  const roleId = changes.roleId ?? AZURE_OWNER
  const scope = changes.scope ?? SUBSCRIPTION
  return {
    id: `${SUBSCRIPTION}/providers/microsoft.authorization/roleassignments/${principalId}`,
    subscriptionId: scope.split('/')[2] || null,
    scopeAsWritten: scope,
    roleDefinitionId: `/providers/microsoft.authorization/roledefinitions/${roleId}`,
    roleId,
    principalId,
    principalType: 'ForeignGroup',
    ...changes,
    scope: scope.toLowerCase(),
  }
}

/** A subscription delegated to Fabrikam through Azure Lighthouse. */
export function aDelegation(changes: Partial<RegistrationAssignment> = {}): RegistrationAssignment {
  return {
    id: `${SUBSCRIPTION}/providers/microsoft.managedservices/registrationassignments/1`,
    subscriptionId: SUBSCRIPTION.split('/')[2] ?? '',
    scope: SUBSCRIPTION,
    registrationDefinitionName: 'Managed backup',
    managedByTenantId: FABRIKAM,
    managedByTenantName: 'Fabrikam',
    authorizations: [
      {
        principalId: 'fabrikam-operators',
        principalIdDisplayName: 'Operators',
        roleDefinitionId: AZURE_READER,
      },
    ],
    ...changes,
  }
}

/** An application that Fabrikam registered. */
export function aForeignApplication(changes: Partial<ServicePrincipal> = {}): ServicePrincipal {
  return {
    id: 'fabrikam-sync',
    appId: 'fabrikam-sync-app',
    displayName: 'Fabrikam Sync',
    appOwnerOrganizationId: FABRIKAM,
    accountEnabled: true,
    ...changes,
  }
}

/** A guest invited from Fabrikam's domain. */
export function aGuestOfFabrikam(id = 'gus', changes: Partial<User> = {}): User {
  return anAccount(id, {
    userPrincipalName: `${id}_fabrikam.example#EXT#@contoso.example`,
    mail: `${id}@fabrikam.example`,
    userType: 'Guest',
    creationType: 'Invitation',
    identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null }],
    ...changes,
  })
}

/** Fabrikam as somebody copied it from the admin centre. */
export function aRelationship(changes: Partial<PartnerRelationship> = {}): PartnerRelationship {
  return {
    id: 'fabrikam-1',
    name: 'Fabrikam',
    tenantId: FABRIKAM,
    domain: 'fabrikam.example',
    relationship: 'Reseller',
    roles: [],
    start: '2026-01-01',
    end: '2026-12-31',
    autoExtend: false,
    ...changes,
  }
}

/** The records that the register reads; what is left out was read and is empty. */
export function partnerRecords(records: TenantRecords): PartnerRecords {
  const entries = [...partnerDatasets, ...logDatasets, ...operationDatasets].map((name) => [
    name,
    records[name] ?? [],
  ])
  return Object.fromEntries(entries) as PartnerRecords
}

/** The register of a tenant whose other records are empty. */
export function theRegister(records: TenantRecords) {
  return partnerRegister(partnerRecords({ organization: [{ id: CONTOSO }], ...records }), CONTOSO, NOW)
}

/** What somebody who attests the only partner of such a tenant looks at. */
export function claimsIn(records: TenantRecords): readonly Claim[] {
  return theRegister(records).partners.flatMap(({ claims }) => claims)
}
