import { type CloudOptions, createCloud, type LocalCloud } from '../../simulator/cloud.ts'
import { earlierQueryId } from '../../simulator/logs/audit-queries.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Body
}

export interface Body {
  readonly value: readonly Record<string, unknown>[]
  readonly error: {
    readonly code: string
    readonly message: string
    readonly innerError: Record<string, string>
  }
  readonly '@odata.context': string
  readonly '@odata.nextLink'?: string
  readonly '@odata.count'?: number
  readonly [property: string]: unknown
}

export interface Client {
  readonly cloud: LocalCloud
  readonly token: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  pages(path: string): Promise<Answer[]>
  rows(path: string): Promise<Record<string, unknown>[]>
}

/** A cloud in process, and a signed-in reader of it. */
export async function aClient(options: CloudOptions = {}): Promise<Client> {
  const cloud = createCloud(options)
  const token = await signIn(cloud)
  const get: Client['get'] = async (path, headers = {}) =>
    read(await cloud.app.request(path, { headers: { authorization: `Bearer ${token}`, ...headers } }))
  const pages: Client['pages'] = async (path) => {
    const all: Answer[] = []
    for (let next: string | undefined = path; next; next = all.at(-1)?.body['@odata.nextLink'])
      all.push(await get(next))
    return all
  }
  return {
    cloud,
    token,
    get,
    pages,
    rows: async (path) => (await pages(path)).flatMap(({ body }) => body.value),
  }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parsed(text) }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body
  } catch {
    return {} as Body
  }
}

export function askForToken(
  cloud: LocalCloud,
  changes: Record<string, string> = {},
  tenant = cloud.tenantId,
): Promise<Response> {
  const form = {
    grant_type: 'client_credentials',
    client_id: cloud.clientId,
    client_secret: cloud.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
    ...changes,
  }
  const body = new URLSearchParams(form).toString()
  return Promise.resolve(cloud.app.request(`/${tenant}/oauth2/v2.0/token`, { method: 'POST', body }))
}

export async function signIn(cloud: LocalCloud): Promise<string> {
  const { access_token } = (await (await askForToken(cloud)).json()) as { access_token: string }
  return access_token
}

/** One request for each read of the simulated Graph, by template. */
export function samplePaths(estate: LocalCloud['estate']): Record<string, string> {
  const { situations } = estate
  const guest = situations['acceptedGuest'] ?? user(estate)
  const app = String(estate.applications[0]?.['id'] ?? '')
  const principal = String(estate.servicePrincipals[0]?.['id'] ?? '')
  const graphApp = '00000003-0000-0000-c000-000000000000'
  const unit = situations['administrativeUnit'] ?? ''
  const auditQuery = `/v1.0/security/auditLog/queries/${earlierQueryId(estate.seed)}`
  return {
    ...identityPaths(estate),
    '/v1.0/users/{id}/sponsors': `/v1.0/users/${guest}/sponsors`,
    '/v1.0/users/{id}/registeredDevices': `/v1.0/users/${situations['passAdmin'] ?? user(estate)}/registeredDevices`,
    '/v1.0/users/{id}/ownedDevices': `/v1.0/users/${situations['passAdmin'] ?? user(estate)}/ownedDevices`,
    '/v1.0/devices': '/v1.0/devices',
    '/v1.0/users/delta': '/v1.0/users/delta',
    '/v1.0/groups/delta': '/v1.0/groups/delta',
    '/v1.0/directoryRoles/delta': '/v1.0/directoryRoles/delta',
    '/v1.0/groups/{id}/owners': `/v1.0/groups/${situations['adminExclusionsGroup'] ?? ''}/owners`,
    '/v1.0/applications': '/v1.0/applications',
    '/v1.0/applications/{id}/owners': `/v1.0/applications/${app}/owners`,
    '/v1.0/servicePrincipals': '/v1.0/servicePrincipals',
    '/v1.0/servicePrincipals/{id}/owners': `/v1.0/servicePrincipals/${principal}/owners`,
    '/v1.0/servicePrincipals/{id}/appRoleAssignedTo': `/v1.0/servicePrincipals/${principal}/appRoleAssignedTo`,
    '/v1.0/servicePrincipals/{id}/appRoleAssignments': `/v1.0/servicePrincipals/${principal}/appRoleAssignments`,
    "/v1.0/servicePrincipals(appId='{appId}')/appRoleAssignedTo": `/v1.0/servicePrincipals(appId='${graphApp}')/appRoleAssignedTo`,
    '/v1.0/oauth2PermissionGrants': '/v1.0/oauth2PermissionGrants',
    '/v1.0/policies/authorizationPolicy': '/v1.0/policies/authorizationPolicy',
    '/v1.0/policies/defaultAppManagementPolicy': '/v1.0/policies/defaultAppManagementPolicy',
    '/v1.0/policies/adminConsentRequestPolicy': '/v1.0/policies/adminConsentRequestPolicy',
    '/v1.0/domains/{id}/federationConfiguration': `/v1.0/domains/${estate.domains.at(-1)?.['id']}/federationConfiguration`,
    '/beta/organization': '/beta/organization',
    '/v1.0/directory/administrativeUnits': '/v1.0/directory/administrativeUnits',
    '/v1.0/directory/administrativeUnits/{id}/scopedRoleMembers': `/v1.0/directory/administrativeUnits/${unit}/scopedRoleMembers`,
    '/v1.0/contracts': '/v1.0/contracts',
    '/v1.0/tenantRelationships/delegatedAdminRelationships':
      '/v1.0/tenantRelationships/delegatedAdminRelationships',
    '/beta/directory/tenantGovernance/governanceRelationships':
      '/beta/directory/tenantGovernance/governanceRelationships',
    '/beta/directory/tenantGovernance/relatedTenants': '/beta/directory/tenantGovernance/relatedTenants',
    '/v1.0/identityGovernance/accessReviews/definitions':
      '/v1.0/identityGovernance/accessReviews/definitions',
    '/v1.0/security/secureScores': '/v1.0/security/secureScores?$top=1',
    '/v1.0/admin/reportSettings': '/v1.0/admin/reportSettings',
    '/beta/auditLogs/signIns': '/beta/auditLogs/signIns',
    '/beta/auditLogs/directoryAudits': '/beta/auditLogs/directoryAudits',
    '/v1.0/auditLogs/provisioning': '/v1.0/auditLogs/provisioning',
    '/v1.0/identityProtection/riskDetections': '/v1.0/identityProtection/riskDetections',
    '/v1.0/security/auditLog/queries/{id}': auditQuery,
    '/v1.0/security/auditLog/queries/{id}/records': `${auditQuery}/records`,
    '/beta/roleManagement/exchange/roleDefinitions': '/beta/roleManagement/exchange/roleDefinitions',
    '/beta/roleManagement/exchange/roleAssignments': '/beta/roleManagement/exchange/roleAssignments',
    '/v1.0/deviceManagement/roleDefinitions': '/v1.0/deviceManagement/roleDefinitions',
    '/v1.0/deviceManagement/roleAssignments': '/v1.0/deviceManagement/roleAssignments',
    ...Object.fromEntries(
      [
        'phoneMethods',
        'emailMethods',
        'microsoftAuthenticatorMethods',
        'fido2Methods',
        'windowsHelloForBusinessMethods',
      ].map((kind) => [
        `/v1.0/users/{id}/authentication/${kind}`,
        `/v1.0/users/${user(estate)}/authentication/${kind}`,
      ]),
    ),
  }
}

function user({ situations }: LocalCloud['estate']): string {
  return situations['sharedAdmin'] ?? situations['owner'] ?? ''
}

function identityPaths({ situations, tenant }: LocalCloud['estate']): Record<string, string> {
  const user = situations['sharedAdmin'] ?? situations['owner'] ?? ''
  const group = situations['legacyExclusionsGroup'] ?? ''
  const scope = encodeURIComponent("scopeId eq '/' and scopeType eq 'DirectoryRole'")
  const directory = '/v1.0/roleManagement/directory'
  return {
    '/v1.0/organization': '/v1.0/organization',
    '/v1.0/domains': '/v1.0/domains',
    '/v1.0/subscribedSkus': '/v1.0/subscribedSkus',
    '/v1.0/directory/subscriptions': '/v1.0/directory/subscriptions',
    '/v1.0/users': '/v1.0/users?$top=999',
    '/v1.0/users/{id}': `/v1.0/users/${user}`,
    '/v1.0/users/{id}/authentication/methods': `/v1.0/users/${user}/authentication/methods`,
    '/beta/users/{id}/authentication/requirements': `/beta/users/${user}/authentication/requirements`,
    '/v1.0/reports/authenticationMethods/userRegistrationDetails':
      '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999',
    '/v1.0/groups': '/v1.0/groups',
    '/v1.0/groups/{id}': `/v1.0/groups/${group}`,
    '/v1.0/groups/{id}/members': `/v1.0/groups/${group}/members`,
    '/v1.0/groups/{id}/transitiveMembers': `/v1.0/groups/${group}/transitiveMembers`,
    '/v1.0/identity/conditionalAccess/policies': '/v1.0/identity/conditionalAccess/policies',
    '/v1.0/identity/conditionalAccess/namedLocations': '/v1.0/identity/conditionalAccess/namedLocations',
    '/v1.0/policies/authenticationStrengthPolicies': '/v1.0/policies/authenticationStrengthPolicies',
    '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy':
      '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    '/v1.0/policies/authenticationMethodsPolicy': '/v1.0/policies/authenticationMethodsPolicy',
    '/v1.0/roleManagement/directory/roleDefinitions': `${directory}/roleDefinitions`,
    '/beta/roleManagement/directory/roleDefinitions': '/beta/roleManagement/directory/roleDefinitions',
    '/v1.0/roleManagement/directory/roleAssignments': `${directory}/roleAssignments?$expand=principal`,
    '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances': `${directory}/roleAssignmentScheduleInstances`,
    '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances': `${directory}/roleEligibilityScheduleInstances`,
    '/v1.0/policies/roleManagementPolicyAssignments': `/v1.0/policies/roleManagementPolicyAssignments?$filter=${scope}&$expand=policy($expand=rules)`,
    '/v1.0/policies/crossTenantAccessPolicy/default': '/v1.0/policies/crossTenantAccessPolicy/default',
    '/v1.0/policies/crossTenantAccessPolicy/partners': '/v1.0/policies/crossTenantAccessPolicy/partners',
    "/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')": `/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='${tenant.tenantId}')`,
  }
}
