import type { Context } from 'hono'
import type { CloudState } from '../state.ts'

/** `/{tenant}/v2.0/.well-known/openid-configuration`, with every endpoint on this origin. */
export function openIdConfiguration(context: Context, state: CloudState): Response {
  const { origin } = new URL(context.req.url)
  const tenant = context.req.param('tenant') ?? ''
  const { tenantId } = state.estate.tenant
  const base = `${origin}/${tenant}`
  return context.json({
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
    msgraph_host: new URL(origin).host,
  })
}

export function signingKeys(context: Context, state: CloudState): Response {
  return context.json({ keys: [state.signingKey.jwk] })
}

/** `/common/discovery/instance`: which hosts are one cloud. This one is a cloud of its own. */
export function instanceDiscovery(context: Context, { estate }: CloudState): Response {
  const { origin, host } = new URL(context.req.url)
  return context.json({
    tenant_discovery_endpoint: `${origin}/${estate.tenant.tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  })
}
