/** Sign-in with the identity that Azure gives the machine; nothing is kept and nothing has to be renewed by hand. */
import type { AuthenticationResult } from '@azure/msal-node'
import type { ManagedIdentityCredential } from './credential.ts'
import type { MsalParts } from './msal-parts.ts'

/** Makes the function that asks for a new token. */
export async function managedIdentitySignIn({ clientId }: ManagedIdentityCredential, { network }: MsalParts) {
  const { ManagedIdentityApplication } = await import('@azure/msal-node')
  const application = new ManagedIdentityApplication({
    ...(clientId === undefined ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } }),
    system: { networkClient: network },
  })
  // The library wants the resource, not the scope that stands for its permissions.
  return (scope: string): Promise<AuthenticationResult> =>
    application.acquireToken({ resource: scope.replace(/\/\.default$/, ''), forceRefresh: true })
}
