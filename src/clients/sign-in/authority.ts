/** How the library is told about a cloud: Microsoft's own it knows, a simulated one it is told everything about. */
import type { NodeAuthOptions } from '@azure/msal-node'
import { type Cloud, isLoopback } from '../clouds.ts'

/** The authority part of the library's configuration for one tenant of a cloud. */
export function authorityOf(
  cloud: Cloud,
  tenant: string,
): Pick<NodeAuthOptions, 'authority'> & Partial<NodeAuthOptions> {
  const login = new URL(cloud.login)
  const isSimulated = isLoopback(login.hostname)
  const origin = isSimulated ? `https://${login.host}` : login.origin
  const authority = `${origin}/${encodeURIComponent(tenant)}`
  // Without the list of known authorities the library asks the public cloud about every host it does not know.
  return isSimulated
    ? { authority, ...metadataOf(`${login.origin}/${encodeURIComponent(tenant)}`, login.host) }
    : { authority, knownAuthorities: [login.host] }
}

/** The library insists on https for the authority; a simulated cloud on this machine speaks http. */
function metadataOf(authority: string, host: string) {
  return {
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify({
      issuer: `${authority}/v2.0`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      jwks_uri: `${authority}/discovery/v2.0/keys`,
    }),
    cloudDiscoveryMetadata: JSON.stringify({
      tenant_discovery_endpoint: `${authority}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    }),
  }
}
