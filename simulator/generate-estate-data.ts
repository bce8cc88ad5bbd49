import { readFileSync, writeFileSync } from 'node:fs'
import { sharedFile } from './shared-data.ts'

/** Writes the two lists that the estate and `$select` need: the built-in roles and the property names by type. */
interface Schema {
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Record<string, Schema>
}
interface RoleList {
  readonly source: string
  readonly roles: readonly {
    readonly key: string
    readonly templateId: string
    readonly isPrivileged: boolean
  }[]
}

const selectableTypes = [
  'v1.organization',
  'v1.domain',
  'v1.subscribedSku',
  'v1.user',
  'v1.group',
  'v1.servicePrincipal',
  'v1.userRegistrationDetails',
  'v1.conditionalAccessPolicy',
  'v1.namedLocation',
  'v1.authenticationStrengthPolicy',
  'v1.identitySecurityDefaultsEnforcementPolicy',
  'v1.authenticationMethodsPolicy',
  'beta.strongAuthenticationRequirements',
  'v1.authenticationMethod',
  'v1.unifiedRoleDefinition',
  'beta.unifiedRoleDefinition',
  'v1.unifiedRoleAssignment',
  'v1.unifiedRoleEligibilityScheduleInstance',
  'v1.unifiedRoleAssignmentScheduleInstance',
  'v1.unifiedRoleManagementPolicyAssignment',
  'v1.crossTenantAccessPolicyConfigurationDefault',
  'v1.crossTenantAccessPolicyConfigurationPartner',
  'v1.tenantInformation',
  'v1.application',
  'v1.appRoleAssignment',
  'v1.oAuth2PermissionGrant',
  'v1.device',
  'v1.authorizationPolicy',
  'v1.adminConsentRequestPolicy',
  'v1.accessReviewScheduleDefinition',
  'v1.adminReportSettings',
  'v1.internalDomainFederation',
  'v1.administrativeUnit',
  'v1.scopedRoleMembership',
  'v1.secureScore',
  'v1.directoryRole',
  'v1.delegatedAdminRelationship',
  'v1.contract',
  'v1.phoneAuthenticationMethod',
  'v1.emailAuthenticationMethod',
  'v1.microsoftAuthenticatorAuthenticationMethod',
  'v1.fido2AuthenticationMethod',
  'v1.windowsHelloForBusinessAuthenticationMethod',
  'beta.organization',
  'beta.unifiedRoleAssignment',
  'beta.crossTenantAccessPolicyConfigurationPartner',
  'beta.signIn',
  'beta.directoryAudit',
  'v1.provisioningObjectSummary',
  'v1.riskDetection',
  'v1.security.auditLogQuery',
  'v1.security.auditLogRecord',
  'beta.tenantGovernanceServices.governanceRelationship',
  'beta.tenantGovernanceServices.relatedTenant',
] as const

const subset = JSON.parse(readFileSync(sharedFile('data/microsoft/graph-openapi-subset.json'), 'utf8')) as {
  readonly components: { readonly schemas: Record<string, Schema> }
}
const roles = JSON.parse(
  readFileSync(sharedFile('data/microsoft/entra-builtin-roles.json'), 'utf8'),
) as RoleList

function schemaAt(reference: string): Schema {
  return subset.components.schemas[reference.replace('#/components/schemas/', '')] ?? {}
}

function propertiesOf(schema: Schema): Record<string, Schema> {
  if (schema.$ref) return propertiesOf(schemaAt(schema.$ref))
  return Object.assign({}, ...(schema.allOf ?? []).map(propertiesOf), schema.properties)
}

function isOData(name: string): boolean {
  return name.startsWith('@')
}

/** A property that holds nothing reads `[]` when it is a collection and `null` otherwise. */
function describe(type: string): Record<string, 'list' | 'value'> {
  const version = type.slice(0, type.indexOf('.'))
  const name = type.slice(version.length + 1)
  const properties = propertiesOf(schemaAt(`${version}.microsoft.graph.${name}`))
  const entries = Object.entries(properties).filter(([property]) => !isOData(property))
  return Object.fromEntries(
    entries.map(([property, { type: kind }]) => [property, kind === 'array' ? 'list' : 'value']),
  )
}

/** Names that Microsoft writes in one word although they have a capital inside. */
const unsplit: Readonly<Record<string, string>> = {
  'Share Point': 'SharePoint',
  'Dev Ops': 'DevOps',
  'Io T': 'IoT',
  'B2 CIEF': 'B2C IEF',
  ' For ': ' for ',
}

/** `AIAdministrator` reads "AI Administrator", `B2CIEFKeysetAdministrator` reads "B2C IEF Keyset Administrator". */
function displayName(key: string): string {
  const split = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-z]{3})(\d{2,})/g, '$1 $2')
    .replace(/^B2 C /, 'B2C ')
  return Object.entries(unsplit).reduce((name, [parts, word]) => name.replace(parts, word), split)
}

function write(file: string, content: object): void {
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(content, null, 2)}\n`)
}

write('graph/properties.generated.json', {
  source:
    'property names of the Graph OpenAPI subset (derived from msgraph-metadata and msgraph-beta-sdk-python, MIT, (c) Microsoft)',
  types: Object.fromEntries(selectableTypes.map((type) => [type, describe(type)])),
})
write('estate/built-in-roles.generated.json', {
  source: roles.source,
  roles: roles.roles.map((role) => ({ ...role, displayName: displayName(role.key) })),
})
