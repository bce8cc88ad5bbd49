import type { Frame } from '../frame.ts'
import type { Resource } from './types.ts'

/** Built-in roles of Azure (role ids: azure reference, section 0.3; the last four are marked unverified there). */
export const azureRoles = {
  Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  Contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'User Access Administrator': '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  'Role Based Access Control Administrator': 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
  'Cost Management Reader': '72fafb9e-0641-4937-9268-a91bfd8191a3',
  'Monitoring Reader': '43d0d8ad-25c7-4714-9337-8ba259a9fe05',
  'Log Analytics Reader': '73c42c96-874c-492b-b04d-ab87d138a893',
} as const

export type AzureRole = keyof typeof azureRoles
export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal' | 'ForeignGroup'

const actions: Partial<Record<AzureRole, readonly string[]>> = {
  Owner: ['*'],
  Contributor: ['*'],
  'User Access Administrator': ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
}

export function roleDefinitions(): Resource[] {
  return Object.entries(azureRoles).map(([roleName, name]) => ({
    properties: {
      roleName,
      type: 'BuiltInRole',
      description: `Built-in role ${roleName}.`,
      assignableScopes: ['/'],
      permissions: [
        {
          actions: actions[roleName as AzureRole] ?? ['*/read'],
          notActions: roleName === 'Contributor' ? ['Microsoft.Authorization/*/Write'] : [],
          dataActions: [],
          notDataActions: [],
        },
      ],
      createdOn: '2015-02-02T21:55:09.8806423Z',
      updatedOn: '2024-01-01T00:00:00.0000000Z',
      createdBy: null,
      updatedBy: null,
    },
    id: `/providers/Microsoft.Authorization/roleDefinitions/${name}`,
    type: 'Microsoft.Authorization/roleDefinitions',
    name,
  }))
}

export interface AzureGrant {
  readonly role: AzureRole
  readonly scope: string
  readonly to: string
  readonly type: PrincipalType
  readonly by?: string
  readonly daysAgo?: number
}

/** A role assignment has no display name: the reader has to find out who it is. */
export function roleAssignment(frame: Frame, grant: AzureGrant): Resource {
  const { scope, role, to, type, by = '', daysAgo = 500 } = grant
  const name = frame.id(`azure/${role}/${to}/${scope}`)
  const at = `${frame.calendar.daysAgo(daysAgo).slice(0, -1)}.5215466Z`
  return {
    properties: {
      roleDefinitionId: roleDefinitionId(scope, role),
      principalId: to,
      principalType: type,
      scope,
      condition: null,
      conditionVersion: null,
      createdOn: at,
      updatedOn: at,
      createdBy: by,
      updatedBy: by,
      delegatedManagedIdentityResourceId: null,
      description: null,
    },
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    type: 'Microsoft.Authorization/roleAssignments',
    name,
  }
}

/** Within a subscription the id of the role is written with the subscription in front (as recorded). */
export function roleDefinitionId(scope: string, role: AzureRole): string {
  const subscription = /^\/subscriptions\/[^/]+/.exec(scope)?.[0] ?? ''
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${azureRoles[role]}`
}

/** Somebody who may become Owner, through Privileged Identity Management for Azure resources. */
export function eligibility(
  frame: Frame,
  grant: Omit<AzureGrant, 'by'> & { readonly displayName: string; readonly email: string },
): Resource {
  const { scope, role, to, type, displayName, email } = grant
  const name = frame.id(`azure-eligible/${role}/${to}/${scope}`)
  const provider = `${scope}/providers/Microsoft.Authorization`
  return {
    properties: {
      scope,
      roleDefinitionId: roleDefinitionId(scope, role),
      principalId: to,
      principalType: type,
      status: 'Provisioned',
      roleEligibilityScheduleId: `${provider}/RoleEligibilitySchedules/${frame.id(`schedule/${name}`)}`,
      startDateTime: frame.calendar.daysAgo(200),
      endDateTime: frame.calendar.daysAgo(-165),
      memberType: 'Direct',
      createdOn: frame.calendar.daysAgo(200),
      condition: null,
      conditionVersion: null,
      expandedProperties: {
        scope: { id: scope, displayName: 'BW Production', type: 'subscription' },
        roleDefinition: { id: roleDefinitionId(scope, role), displayName: role, type: 'BuiltInRole' },
        principal: { id: to, displayName, email, type },
      },
    },
    name,
    id: `${provider}/RoleEligibilityScheduleInstances/${name}`,
    type: 'Microsoft.Authorization/RoleEligibilityScheduleInstances',
  }
}
