import type { RoleAssignment } from '#model/records/role-assignments.ts'
import type { User } from '#model/records/users.ts'
import { isInGroup } from './groups.ts'
import { same } from './records.ts'
import type { Tenant } from './tenant.ts'
import { allOf, anyOf, maybeIf, type Ternary } from './three-valued.ts'

/** Whether the account is an active, tenant-wide holder of one of these built-in roles (template ids). */
export function holdsOneOf(roles: readonly string[], account: User, tenant: Tenant): Ternary {
  if (roles.length === 0) return 'no'
  const assignments = tenant.roleAssignments.filter((assignment) => givesOneOf(roles, assignment, tenant))
  return anyOf([
    ...assignments.map((assignment) =>
      allOf([isTenantWide(assignment), reaches(assignment, account, tenant)]),
    ),
    maybeIf(tenant.incomplete.has('roleAssignments')),
  ])
}

function givesOneOf(roles: readonly string[], { roleDefinitionId }: RoleAssignment, tenant: Tenant): boolean {
  const template = builtInTemplateOf(roleDefinitionId, tenant)
  return template !== undefined && roles.some((role) => same(role, template))
}

/** A custom role is no role that a policy could mean, whatever template id it carries. */
function builtInTemplateOf(roleDefinitionId: string, { roleDefinitions }: Tenant): string | undefined {
  const definition = roleDefinitions.find(({ id }) => same(id, roleDefinitionId))
  if (definition?.isBuiltIn === false) return undefined
  return definition?.templateId ?? roleDefinitionId
}

/** Limited to an administrative unit, an object or an app it does not count; without a scope nobody knows. */
function isTenantWide({ directoryScopeId, appScopeId }: RoleAssignment): Ternary {
  if (appScopeId) return 'no'
  if (directoryScopeId === null || directoryScopeId === undefined) return 'maybe'
  return directoryScopeId === '/' ? 'yes' : 'no'
}

function reaches(assignment: RoleAssignment, account: User, tenant: Tenant): Ternary {
  if (same(assignment.principalId, account.id)) return 'yes'
  if (isSomebodyElse(assignment, tenant) || isForeign(assignment, tenant)) return 'no'
  return isInGroup(account.id, assignment.principalId, tenant.groupMembers)
}

/** A person or a service principal has no members. */
function isSomebodyElse({ principal, principalId }: RoleAssignment, { users }: Tenant): boolean {
  const type = principal?.['@odata.type']?.toLowerCase() ?? ''
  if (type.endsWith('.user') || type.endsWith('.serviceprincipal')) return true
  return !type.endsWith('.group') && users.some(({ id }) => same(id, principalId))
}

/** A group of a partner's tenant holds no account of this one (identity.md §0.1 fact 2). */
function isForeign(assignment: RoleAssignment, { organization }: Tenant): boolean {
  const home = assignment.principalOrganizationId || assignment.principal?.organizationId
  const own = organization[0]?.id
  return Boolean(home) && own !== undefined && !same(home ?? '', own)
}
