import type { RoleAssignment } from '#model/records/role-assignments.ts'
import type { RoleDefinition } from '#model/records/role-definitions.ts'
import type { RoleEligibilityScheduleInstance } from '#model/records/role-eligibility-schedule-instances.ts'
import type { Ternary } from '../ternary.ts'
import { type Directory, type Origin, originOf, type PrincipalClues } from './origin.ts'
import { type Role, roleResolver } from './role.ts'

export type PrincipalKind = 'user' | 'group' | 'servicePrincipal' | 'unknown'

/** One row that gives somebody a role, active or to be activated. */
export interface RoleGrant {
  readonly dataset: 'roleAssignments' | 'roleEligibilityScheduleInstances'
  readonly id: string
  readonly mode: 'active' | 'eligible'
  readonly role: Role
  readonly principalId: string
  readonly principalName: string | undefined
  readonly kind: PrincipalKind
  readonly origin: Origin
  /** `directoryScopeId`: "/" is the whole tenant; undefined when it was not read. */
  readonly scope: string | undefined
  readonly tenantWide: Ternary
  readonly until: string | undefined
}

export interface RoleRecords {
  readonly roleAssignments: readonly RoleAssignment[]
  readonly roleEligibilityScheduleInstances?: readonly RoleEligibilityScheduleInstance[]
  readonly roleDefinitions?: readonly RoleDefinition[]
}

/** Every row of both tables, with role, kind and home of its principal resolved. */
export function roleGrants(records: RoleRecords, directory: Directory): readonly RoleGrant[] {
  const roleOf = roleResolver(records.roleDefinitions ?? [])
  const active = records.roleAssignments.map((row) => grantOf('roleAssignments', row, roleOf, directory))
  const foreign = foreignHomes(active)
  const eligible = (records.roleEligibilityScheduleInstances ?? []).map((row) =>
    grantOf('roleEligibilityScheduleInstances', { ...foreign(row.principalId), ...row }, roleOf, directory),
  )
  return [...active, ...eligible]
}

/** Eligibilities carry no `principalOrganizationId`; what an active assignment said of the same principal helps. */
function foreignHomes(active: readonly RoleGrant[]) {
  const homes = new Map<string, { principalOrganizationId: string }>()
  for (const { principalId, origin } of active) {
    if (origin.home === 'foreign') homes.set(principalId, { principalOrganizationId: origin.tenantId })
  }
  return (principalId: string) => homes.get(principalId.toLowerCase())
}

type Row = PrincipalClues & {
  readonly id: string
  readonly roleDefinitionId: string
  readonly directoryScopeId?: string | null | undefined
  readonly appScopeId?: string | null | undefined
  readonly endDateTime?: string | null | undefined
}

function grantOf(
  dataset: RoleGrant['dataset'],
  row: Row,
  roleOf: (id: string) => Role,
  directory: Directory,
): RoleGrant {
  return {
    dataset,
    id: row.id,
    mode: dataset === 'roleAssignments' ? 'active' : 'eligible',
    role: roleOf(row.roleDefinitionId),
    principalId: row.principalId.toLowerCase(),
    principalName: row.principal?.userPrincipalName ?? row.principal?.displayName ?? undefined,
    kind: kindOf(row, directory),
    origin: originOf(row, directory),
    scope: row.directoryScopeId ?? undefined,
    tenantWide: tenantWide(row),
    until: row.endDateTime ?? undefined,
  }
}

/** Roles limited to an app, an administrative unit or an object are not tenant-wide (identity.md §a.3, Roles). */
function tenantWide({ directoryScopeId, appScopeId }: Row): Ternary {
  if (appScopeId) return 'no'
  if (directoryScopeId === undefined || directoryScopeId === null) return 'maybe'
  return directoryScopeId === '/' ? 'yes' : 'no'
}

function kindOf({ principal, principalId }: Row, directory: Directory): PrincipalKind {
  const kind = principal?.['@odata.type']?.toLowerCase() ?? ''
  if (kind.endsWith('.user')) return 'user'
  if (kind.endsWith('.serviceprincipal')) return 'servicePrincipal'
  if (kind.endsWith('.group') || directory.groups.has(principalId)) return 'group'
  return directory.accounts.has(principalId.toLowerCase()) ? 'user' : 'unknown'
}
