/**
 * ScubaGear's ProviderSettingsExport.json, or any fragment of one: its Entra sections as datasets. Nothing is
 * repaired; a section that is not there was not asked for, and one whose command failed says so.
 */
import { type Coverage, complete, partial } from '#model/coverage.ts'
import type { Declaration } from '#model/decisions.ts'
import type { Import, ImportedDataset } from './import.ts'
import { asGraphWrites } from './pascal-case.ts'
import { exclusionDeclarations } from './scubagear-exclusions.ts'

type Section = Readonly<Record<string, unknown>>
type Export = Readonly<Record<string, unknown>>

/** ScubaGear looks at this many roles only (its "highly privileged" ones), so what it lists of them is not all. */
const ONLY_SOME_ROLES = 'ScubaGear exports its list of highly privileged roles only'

/** A top-level key that marks a file as ScubaGear's, and the command that fills it. */
const SECTIONS: Readonly<
  Record<string, { command: string; read: (section: unknown, whole: Export) => ImportedDataset[] }>
> = {
  tenant_details: { command: 'Get-MgBetaOrganization', read: organizations },
  conditional_access_policies: { command: 'Get-MgBetaIdentityConditionalAccessPolicy', read: policies },
  authorization_policies: { command: 'Get-MgBetaPolicyAuthorizationPolicy', read: authorization },
  authentication_method: { command: 'Get-MgBetaPolicyAuthenticationMethodPolicy', read: methodsPolicy },
  privileged_users: { command: 'Get-PrivilegedUser', read: privilegedUsers },
  privileged_roles: { command: 'Get-PrivilegedRole', read: privilegedRoles },
  domain_settings: { command: 'Get-MgBetaDomain', read: domainNames },
  license_information: { command: 'Get-MgBetaSubscribedSku', read: licences },
  service_plans: { command: 'Get-MgBetaSubscribedSku', read: () => [] },
  scuba_config: { command: '', read: () => [] },
  privileged_service_principals: { command: 'Get-PrivilegedRole', read: () => [] },
  directory_settings: { command: 'Get-MgBetaDirectorySetting', read: () => [] },
  risky_applications: { command: '', read: () => [] },
  risky_third_party_service_principals: { command: '', read: () => [] },
  risky_delegated_permission_classifications: { command: '', read: () => [] },
  default_app_management_policy: { command: '', read: () => [] },
  aad_successful_commands: { command: '', read: () => [] },
  aad_unsuccessful_commands: { command: '', read: () => [] },
  total_user_count: { command: '', read: () => [] },
  baseline_version: { command: '', read: () => [] },
}

/** True for ScubaGear's export or a fragment of it: any of its top-level keys marks it. */
export function isScubaGearExport(body: unknown): body is Export {
  return (
    typeof body === 'object' &&
    body !== null &&
    !Array.isArray(body) &&
    Object.keys(body).some((key) => Object.hasOwn(SECTIONS, key))
  )
}

/** The datasets and declarations of an export. */
export function readScubaGearExport(body: Export): Import {
  const failed = texts(body['aad_unsuccessful_commands'])
  const datasets = Object.entries(SECTIONS).flatMap(([key, { command, read }]) =>
    Object.hasOwn(body, key)
      ? read(body[key], body).map((dataset) => afterCommand(dataset, command, failed))
      : [],
  )
  const at = typeof body['timestamp_zulu'] === 'string' ? body['timestamp_zulu'] : undefined
  const declarations: readonly Declaration[] = exclusionDeclarations(body['scuba_config'], at ?? '')
  return { datasets, declarations, notices: [], ...(at === undefined ? {} : { at }) }
}

/** ScubaGear writes an empty section when its command failed; that is not an empty tenant. */
function afterCommand(dataset: ImportedDataset, command: string, failed: readonly string[]): ImportedDataset {
  if (!failed.includes(command)) return dataset
  return { ...dataset, coverage: partial(`ScubaGear reports that its command ${command} failed`) }
}

function organizations(section: unknown): ImportedDataset[] {
  const details = list(section)[0]
  const whole = list(details?.['AADAdditionalData'])[0]
  if (whole) return [imported('organization', [asGraphWrites(whole)], complete)]
  const { TenantId: id, DisplayName: displayName } = details ?? {}
  return id === undefined ? [] : [imported('organization', [{ id, displayName }], complete)]
}

/** Policies of a fragment may come without an id; their place in the list is the only name they have. */
function policies(section: unknown): ImportedDataset[] {
  const items = list(section).map((policy, index) => ({
    id: `policy-${index + 1}`,
    ...(asGraphWrites(policy) as object),
  }))
  return [imported('conditionalAccessPolicies', items, complete)]
}

function authorization(section: unknown): ImportedDataset[] {
  return [imported('authorizationPolicy', withId(section, 'authorizationPolicy'), complete)]
}

function methodsPolicy(section: unknown): ImportedDataset[] {
  const items = list(section).map((entry) => ({
    id: 'authenticationMethodsPolicy',
    ...(asGraphWrites(entry['authentication_method_policy'] ?? {}) as object),
    ...(Array.isArray(entry['authentication_method_feature_settings'])
      ? { authenticationMethodConfigurations: asGraphWrites(entry['authentication_method_feature_settings']) }
      : {}),
  }))
  return [imported('authenticationMethodsPolicy', items, complete)]
}

function privilegedUsers(section: unknown): ImportedDataset[] {
  const items = Object.entries(section ?? {}).map(([id, user]) => ({
    id,
    ...(asGraphWrites(user) as object),
  }))
  return [imported('users', items, partial('ScubaGear exports users with highly privileged roles only'))]
}

function privilegedRoles(section: unknown): ImportedDataset[] {
  const roles = list(section)
  const limited = partial(ONLY_SOME_ROLES)
  const definitions = roles.map((role) => ({
    id: role['RoleTemplateId'],
    templateId: role['RoleTemplateId'],
    displayName: role['DisplayName'],
  }))
  return [
    imported('roleDefinitions', definitions, limited),
    imported('roleAssignmentScheduleInstances', roles.flatMap(assignments), limited),
    imported('roleManagementPolicyAssignments', roles.map(activationRules), limited),
  ]
}

function assignments(role: Section): object[] {
  return list(role['Assignments']).map((assignment, index) => ({
    id: `${String(role['RoleTemplateId'])}-${index + 1}`,
    roleDefinitionId: role['RoleTemplateId'],
    ...(asGraphWrites(assignment) as object),
  }))
}

function activationRules(role: Section): object {
  const id = role['RoleTemplateId']
  return { id, roleDefinitionId: id, scopeId: '/', policy: { rules: asGraphWrites(list(role['Rules'])) } }
}

function domainNames(section: unknown): ImportedDataset[] {
  return [imported('domains', list(section).map(asGraphWrites), complete)]
}

/** Which plan belongs to which licence is not in the export; the plans stand apart from the licences there. */
function licences(section: unknown): ImportedDataset[] {
  const items = list(section).map(asGraphWrites)
  return [imported('subscribedSkus', items, partial('ScubaGear lists licences without their service plans'))]
}

function imported(
  dataset: ImportedDataset['dataset'],
  items: readonly unknown[],
  coverage: Coverage,
): ImportedDataset {
  return { dataset, items, coverage }
}

function withId(section: unknown, id: string): unknown[] {
  return list(section).map((item) => ({ id, ...(asGraphWrites(item) as object) }))
}

/** PowerShell writes a list of one as the one. */
function list(section: unknown): Section[] {
  const items = Array.isArray(section) ? section : [section]
  return items.filter((item): item is Section => typeof item === 'object' && item !== null)
}

function texts(section: unknown): readonly string[] {
  return Array.isArray(section) ? section.map(String) : []
}
