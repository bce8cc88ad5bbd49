import type { RoleAssignment } from '#model/records/role-assignments.ts'
import type { User } from '#model/records/users.ts'
import { isInGroup } from './groups.ts'
import { same } from './records.ts'
import type { Tenant } from './tenant.ts'
import { allOf, anyOf, maybeIf, type Ternary } from './three-valued.ts'

/** Whether the account is an active, tenant-wide holder of one of these built-in roles (template ids). */
export function holdsOneOf(roles: readonly string[], account: User, tenant: Tenant): Ternary {
  if (roles.length === 0) return 'no'
  return anyOf([
    ...tenant.roleAssignments.map((assignment) =>
      allOf([
        givesOneOf(roles, assignment, tenant),
        isTenantWide(assignment),
        reaches(assignment, account, tenant),
      ]),
    ),
    maybeIf(tenant.incomplete.has('roleAssignments')),
  ])
}

/**
 * A custom role is no role that a policy could mean, whatever template id it carries. Without a definition a role is
 * built in if Microsoft publishes its id; else nobody knows.
 */
function givesOneOf(roles: readonly string[], { roleDefinitionId }: RoleAssignment, tenant: Tenant): Ternary {
  const definition = tenant.roleDefinitions.find(({ id }) => same(id, roleDefinitionId))
  const template = definition?.templateId ?? roleDefinitionId
  if (definition?.isBuiltIn === false || !roles.some((role) => same(role, template))) return 'no'
  return definition?.isBuiltIn === true || PUBLISHED.has(template.toLowerCase()) ? 'yes' : 'maybe'
}

/** The built-in roles that random tenants use. */
const PUBLISHED = new Set([
  '62e90394-69f5-4237-9190-012177145e10',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'd29b2b05-8046-44ba-8758-1e26182fcf32',
  'a92aed5d-d78a-4d16-b381-09adb37eb3b0',
])

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
