import type { Context } from 'hono'
import type { CloudState } from '../state.ts'
import { instanceDiscovery, openIdConfiguration, signingKeys } from './discovery.ts'
import { appServiceIdentity, machineIdentity } from './managed-identity.ts'
import { authorize, startDeviceCode } from './people.ts'
import { issueToken } from './token-endpoint.ts'

type Handler = (context: Context, state: CloudState) => Response | Promise<Response>

/** Every path of signing in, by method. */
export const loginRoutes: readonly (readonly ['GET' | 'POST', string, Handler])[] = [
  ['POST', '/:tenant/oauth2/v2.0/token', issueToken],
  ['GET', '/:tenant/oauth2/v2.0/authorize', authorize],
  ['POST', '/:tenant/oauth2/v2.0/devicecode', startDeviceCode],
  ['GET', '/:tenant/v2.0/.well-known/openid-configuration', openIdConfiguration],
  ['GET', '/:tenant/.well-known/openid-configuration', openIdConfiguration],
  ['GET', '/:tenant/discovery/v2.0/keys', signingKeys],
  ['GET', '/common/discovery/instance', instanceDiscovery],
  ['GET', '/metadata/identity/oauth2/token', machineIdentity],
  ['GET', '/MSI/token', appServiceIdentity],
  ['GET', '/MSI/token/', appServiceIdentity],
]
