import { type CloudOptions, createCloud, type LocalCloud } from '../../simulator/cloud.ts'

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
export function samplePaths({ situations, tenant }: LocalCloud['estate']): Record<string, string> {
  const user = situations['sharedAdmin'] ?? situations['owner'] ?? ''
  const group = situations['legacyExclusionsGroup'] ?? ''
  const scope = encodeURIComponent("scopeId eq '/' and scopeType eq 'DirectoryRole'")
  const directory = '/v1.0/roleManagement/directory'
  return {
    '/v1.0/organization': '/v1.0/organization',
    '/v1.0/domains': '/v1.0/domains',
    '/v1.0/subscribedSkus': '/v1.0/subscribedSkus',
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
