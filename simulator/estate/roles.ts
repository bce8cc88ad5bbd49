import builtIn from './built-in-roles.generated.json' with { type: 'json' }
import type { Frame } from './frame.ts'
import type { Item, RoleAssignment } from './types.ts'

const byKey = new Map(builtIn.roles.map((role) => [role.key, role.templateId]))

/** The template id of a built-in role by its key in the published list. */
export function roleId(key: string): string {
  const id = byKey.get(key)
  if (!id) throw new Error(`no built-in role has the key ${key}`)
  return id
}

// Actions are only a hint here: every real role has dozens, and no product decision rests on them yet.
const knownActions: Readonly<Record<string, string>> = {
  GlobalAdministrator: 'microsoft.directory/users/allProperties/allTasks',
  HelpdeskAdministrator: 'microsoft.directory/users/password/update',
  UserAdministrator: 'microsoft.directory/users/basic/update',
  GlobalReader: 'microsoft.directory/users/allProperties/read',
}

/** `/v1.0/roleManagement/directory/roleDefinitions`; the order of the fields is the service's. */
export const roleDefinitions: readonly Item[] = builtIn.roles.map(({ key, templateId, displayName }) => ({
  id: templateId,
  description: `Built-in role ${displayName}.`,
  displayName,
  isBuiltIn: true,
  isEnabled: true,
  resourceScopes: ['/'],
  templateId,
  version: '1',
  rolePermissions: [
    {
      allowedResourceActions: [
        knownActions[key] ?? 'microsoft.office365.webPortal/allEntities/standard/read',
      ],
      condition: null,
    },
  ],
}))

/** The beta list says in addition which roles Microsoft labels as privileged (identity reference, section b.1). */
export const betaRoleDefinitions: readonly Item[] = roleDefinitions.map((definition, index) => ({
  ...definition,
  isPrivileged: builtIn.roles[index]?.isPrivileged ?? false,
}))

export interface Grant {
  readonly role: string
  readonly to: string
  /** The home tenant of the principal; this tenant unless said. */
  readonly from?: string
  readonly scope?: string
}

/** A row of `/roleManagement/directory/roleAssignments`. */
export function assignment({ tenant, id }: Frame, { role, to, from, scope = '/' }: Grant): RoleAssignment {
  return {
    id: id(`assignment/${role}/${to}/${scope}`).replaceAll('-', ''),
    principalId: to,
    principalOrganizationId: from ?? tenant.tenantId,
    directoryScopeId: scope,
    roleDefinitionId: roleId(role),
    appScopeId: null,
    condition: null,
  }
}

/** The PIM instance behind an assignment: standing unless an end is given, which makes it an activation. */
export function activeInstance(frame: Frame, row: RoleAssignment, end: string | null = null): Item {
  return {
    id: row.id,
    principalId: row.principalId,
    roleDefinitionId: row.roleDefinitionId,
    directoryScopeId: row.directoryScopeId,
    appScopeId: null,
    startDateTime: end ? frame.calendar.minutesFromNow(-60) : frame.calendar.daysAgo(700),
    endDateTime: end,
    assignmentType: end ? 'Activated' : 'Assigned',
    memberType: 'Direct',
    roleAssignmentOriginId: row.id,
    roleAssignmentScheduleId: frame.id(`schedule/${row.id}`),
  }
}

/** Somebody who may become administrator, but is not one now. */
export function eligibleInstance(
  frame: Frame,
  role: string,
  principalId: string,
  until: string | null = null,
): Item {
  const id = frame.id(`eligible/${role}/${principalId}`)
  return {
    id,
    principalId,
    roleDefinitionId: roleId(role),
    directoryScopeId: '/',
    appScopeId: null,
    startDateTime: frame.calendar.daysAgo(300),
    endDateTime: until,
    memberType: 'Direct',
    roleEligibilityScheduleId: id,
  }
}
