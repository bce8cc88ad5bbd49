/** Sign-in as a person: in a browser with PKCE, or by a code on another device. */
import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node'
import { authorityOf } from './authority.ts'
import type { BrowserCredential, DeviceCodeCredential } from './credential.ts'
import type { MsalParts } from './msal-parts.ts'

type PersonCredential = BrowserCredential | DeviceCodeCredential

/** Makes the function that asks for a new token, silently where the person signed in before. */
export async function personSignIn(credential: PersonCredential, { cloud, network, cache }: MsalParts) {
  const { PublicClientApplication: Application } = await import('@azure/msal-node')
  const application = new Application({
    auth: { clientId: credential.clientId, ...authorityOf(cloud, credential.tenant) },
    system: { networkClient: network },
    ...(cache === undefined ? {} : { cache: { cachePlugin: cache } }),
  })
  return async (scope: string): Promise<AuthenticationResult | null> =>
    (await silently(application, scope)) ?? interactively(application, credential, scope)
}

async function silently(application: PublicClientApplication, scope: string) {
  const accounts: AccountInfo[] = await application.getAllAccounts()
  const [account] = accounts
  if (!account) return undefined
  const request = { account, scopes: [scope], forceRefresh: true }
  return application.acquireTokenSilent(request).catch(() => undefined)
}

function interactively(application: PublicClientApplication, credential: PersonCredential, scope: string) {
  const scopes = [scope]
  if (credential.kind === 'deviceCode') {
    const deviceCodeCallback = ({ message }: { message: string }) => credential.show(message)
    return application.acquireTokenByDeviceCode({ scopes, deviceCodeCallback })
  }
  const openBrowser = async (address: string) => credential.show(address)
  return application.acquireTokenInteractive({ scopes, openBrowser })
}
