import type { RoleAssignmentScheduleInstance } from '#model/records/role-assignment-schedule-instances.ts'
import type { RoleAssignment } from '#model/records/role-assignments.ts'
import type { RoleDefinition } from '#model/records/role-definitions.ts'
import type { RoleEligibilityScheduleInstance } from '#model/records/role-eligibility-schedule-instances.ts'
import {
  CONTOSO,
  DIRECTORY_READERS,
  DIRECTORY_SYNCHRONIZATION_ACCOUNTS,
  FABRIKAM,
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  USER_ADMINISTRATOR,
} from './ids.ts'

/** Global Administrator, assigned to an account of this tenant, everywhere. */
export function aRoleAssignment(principalId = 'ada', changes: Partial<RoleAssignment> = {}): RoleAssignment {
  const roleDefinitionId = changes.roleDefinitionId ?? GLOBAL_ADMINISTRATOR
  return {
    id: `${principalId}-${roleDefinitionId.slice(0, 8)}`,
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
    principalOrganizationId: CONTOSO,
    principal: {
      '@odata.type': '#microsoft.graph.user',
      id: principalId,
      userPrincipalName: `${principalId}@contoso.example`,
    },
    ...changes,
  }
}

/** The same for a group of this tenant. */
export function aGroupAssignment(groupId: string, changes: Partial<RoleAssignment> = {}): RoleAssignment {
  const principal = { '@odata.type': '#microsoft.graph.group', id: groupId, displayName: groupId }
  return aRoleAssignment(groupId, { principal, ...changes })
}

/** Delegated rights of the partner Fabrikam as they show in the customer's tenant. */
export function aForeignAssignment(groupId = 'fabrikam-helpdesk', changes: Partial<RoleAssignment> = {}) {
  const principal = {
    '@odata.type': '#microsoft.graph.group',
    id: groupId,
    displayName: 'Fabrikam helpdesk',
    organizationId: FABRIKAM,
  }
  return aRoleAssignment(groupId, { principalOrganizationId: FABRIKAM, principal, ...changes })
}

/** Global Administrator that the account may activate. */
export function anEligibility(
  principalId = 'ada',
  changes: Partial<RoleEligibilityScheduleInstance> = {},
): RoleEligibilityScheduleInstance {
  const roleDefinitionId = changes.roleDefinitionId ?? GLOBAL_ADMINISTRATOR
  const id = `eligible-${principalId}-${roleDefinitionId.slice(0, 8)}`
  return {
    id,
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
    memberType: 'Direct',
    endDateTime: null,
    ...changes,
  }
}

/** Global Administrator, assigned without end as Privileged Identity Management sees it. */
export function aScheduleInstance(
  principalId = 'ada',
  changes: Partial<RoleAssignmentScheduleInstance> = {},
): RoleAssignmentScheduleInstance {
  return {
    id: `instance-${principalId}`,
    principalId,
    roleDefinitionId: GLOBAL_ADMINISTRATOR,
    directoryScopeId: '/',
    assignmentType: 'Assigned',
    memberType: 'Direct',
    endDateTime: null,
    ...changes,
  }
}

/** A built-in role. */
export function aRoleDefinition(id: string, displayName: string, isPrivileged = true): RoleDefinition {
  return { id, displayName, templateId: id, isBuiltIn: true, isEnabled: true, isPrivileged }
}

export const builtInRoles: readonly RoleDefinition[] = [
  aRoleDefinition(GLOBAL_ADMINISTRATOR, 'Global Administrator'),
  aRoleDefinition(GLOBAL_READER, 'Global Reader'),
  aRoleDefinition(USER_ADMINISTRATOR, 'User Administrator'),
  aRoleDefinition(DIRECTORY_READERS, 'Directory Readers', false),
  aRoleDefinition(DIRECTORY_SYNCHRONIZATION_ACCOUNTS, 'Directory Synchronization Accounts', false),
]
