/** Sign-in with the identity that Azure gives the machine; nothing is kept and nothing has to be renewed by hand. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuthenticationResult, INetworkModule } from '@azure/msal-node'
import type { ManagedIdentityCredential } from './credential.ts'
import type { MsalParts } from './msal-parts.ts'

/** Makes the function that asks for a new token. */
export async function managedIdentitySignIn({ clientId }: ManagedIdentityCredential, { network }: MsalParts) {
  const { ManagedIdentityApplication } = await import('@azure/msal-node')
  const application = new ManagedIdentityApplication({
    ...(clientId === undefined ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } }),
    system: { networkClient: networkOfWhoAsks },
  })
  // The library wants the resource, not the scope that stands for its permissions.
  return (scope: string): Promise<AuthenticationResult> =>
    asking.run(network, () =>
      application.acquireToken({ resource: scope.replace(/\/\.default$/, ''), forceRefresh: true }),
    )
}

/** The network of whoever is asking for a token now. */
const asking = new AsyncLocalStorage<INetworkModule>()

/** The library keeps the first network it is given for all later sign-ins, when that one may be closed already. */
const networkOfWhoAsks: INetworkModule = {
  sendGetRequestAsync: (url, options) => current().sendGetRequestAsync(url, options),
  sendPostRequestAsync: (url, options) => current().sendPostRequestAsync(url, options),
}

function current(): INetworkModule {
  const network = asking.getStore()
  if (!network) throw new Error('nobody is asking for a token')
  return network
}
